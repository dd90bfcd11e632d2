package loupe.core.plane;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;

/// The most a ray can meet in each small tile of each layer of a volume; the least where the least is looked for, its sign turned. A
/// layer is measured when first asked for and kept, a number a tile. Safe for any thread while the volume is open.
final class LayerTiles {
    private final Volume volume;
    private final int axis;
    private final float sign;
    private final int edge;
    private final int width;
    private final int height;
    private final AtomicReferenceArray<float[]> layers;
    private final ThreadLocal<Scratch> scratch;

    /// @param axis what changes from layer to layer: 2 for slices, 1 for rows of all slices
    /// @param greatest whether the greatest values are looked for
    /// @param edge voxels along a tile's edge, a power of 2
    LayerTiles(Volume volume, int axis, boolean greatest, int edge) {
        VoxelGrid g = volume.grid();
        this.edge = edge;
        this.volume = volume;
        this.axis = axis;
        this.sign = greatest ? 1 : -1;
        this.width = g.columns();
        this.height = axis == 2 ? g.rows() : g.slices();
        this.layers = new AtomicReferenceArray<>(axis == 2 ? g.slices() : g.rows());
        this.scratch = ThreadLocal.withInitial(() -> new Scratch(new float[width * height], new Measuring(edge, width, height)));
    }

    /// Finds the most in each tile of a layer. For one thread.
    ///
    /// @param edge voxels along a tile's edge, a power of 2
    /// @param width values in a row
    /// @param height rows
    /// @param most the most in each column of a row of tiles
    /// @param line values of one line
    record Measuring(int edge, int width, int height, float[] most, float[] line) {
        Measuring(int edge, int width, int height) {
            this(edge, width, height, new float[width], new float[width]);
        }

        /// The most in each tile, with the first values of the next tiles, since values lie between them; infinite where one is no number.
        void run(float[] values, float[] out) {
            int across = Math.ceilDiv(width, edge);
            for (int tile = 0; tile * edge < height; tile++) {
                Arrays.fill(most, Float.NEGATIVE_INFINITY);
                for (int y = tile * edge; y <= Math.min(tile * edge + edge, height - 1); y++) {
                    raise(values, y * width, width);
                }
                for (int by = 1; by < edge; by *= 2) {
                    raise(most, by, width - by);
                }
                raise(most, 1, width - 1);
                for (int i = 0; i < across; i++) {
                    float v = most[i * edge];
                    out[tile * across + i] = Float.isNaN(v) ? Float.POSITIVE_INFINITY : v;
                }
            }
        }

        /// Raises the most to other values. They are copied so that both sides of the loop have the same index: only then does the
        /// compiler take many at once.
        private void raise(float[] to, int from, int count) {
            if (count > 0) {
                System.arraycopy(to, from, line, 0, count);
            }
            for (int x = 0; x < count; x++) {
                most[x] = Math.max(most[x], line[x]);
            }
        }
    }

    /// What a thread measures with.
    private record Scratch(float[] values, Measuring measuring) {}

    /// Layers of the volume.
    int count() {
        return layers.length();
    }

    /// Voxels along a layer's rows.
    int width() {
        return width;
    }

    /// Voxels along a layer's columns.
    int height() {
        return height;
    }

    /// The most in each tile of a layer, its sign turned where the least is looked for, with the first voxels of the next tiles, since
    /// values lie between them; infinite where one is no number. Not to be written to.
    float[] of(int layer) {
        float[] known = layers.get(layer);
        if (known == null) {
            known = measured(layer);
            layers.set(layer, known);
        }
        return known;
    }

    private float[] measured(int layer) {
        Scratch s = scratch.get();
        read(layer, s.values);
        float[] out = new float[Math.ceilDiv(width, edge) * Math.ceilDiv(height, edge)];
        s.measuring.run(s.values, out);
        return out;
    }

    /// Reads a layer's values, their sign turned where the least is looked for.
    void read(int layer, float[] into) {
        if (axis == 2) {
            volume.slice(layer, into);
        } else {
            volume.rowOfSlices(layer, into);
        }
        for (int i = 0; sign < 0 && i < into.length; i++) {
            into[i] = -into[i];
        }
    }
}
