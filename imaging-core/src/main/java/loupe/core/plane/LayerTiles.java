package loupe.core.plane;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;

/// The most a ray can meet in each small tile of each layer of a volume; the least where the least is looked for, its sign turned. A
/// layer is measured when first asked for and kept, a number a tile. Safe for any thread while the volume is open.
final class LayerTiles {
    /// Voxels along a tile's edge.
    static final int EDGE = 4;

    private final Volume volume;
    private final int axis;
    private final float sign;
    private final int width;
    private final int height;
    private final AtomicReferenceArray<float[]> layers;
    private final ThreadLocal<Scratch> scratch;

    /// @param axis what changes from layer to layer: 2 for slices, 1 for rows of all slices
    /// @param greatest whether the greatest values are looked for
    LayerTiles(Volume volume, int axis, boolean greatest) {
        VoxelGrid g = volume.grid();
        this.volume = volume;
        this.axis = axis;
        this.sign = greatest ? 1 : -1;
        this.width = g.columns();
        this.height = axis == 2 ? g.rows() : g.slices();
        this.layers = new AtomicReferenceArray<>(axis == 2 ? g.slices() : g.rows());
        this.scratch = ThreadLocal.withInitial(() -> new Scratch(width * height, width));
    }

    /// What a thread measures with.
    ///
    /// @param values a layer's
    /// @param most the most in each column of a row of tiles
    /// @param line values of one line
    private record Scratch(float[] values, float[] most, float[] line) {
        Scratch(int layer, int width) {
            this(new float[layer], new float[width], new float[width]);
        }
    }

    /// Layers of the volume.
    int count() {
        return layers.length();
    }

    /// Voxels along a layer's rows.
    int width() {
        return width;
    }

    /// Tiles along a layer's rows.
    int across() {
        return Math.ceilDiv(width, EDGE);
    }

    /// Tiles along a layer's columns.
    int down() {
        return Math.ceilDiv(height, EDGE);
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
        if (axis == 2) {
            volume.slice(layer, s.values);
        } else {
            volume.rowOfSlices(layer, s.values);
        }
        for (int i = 0; sign < 0 && i < s.values.length; i++) {
            s.values[i] = -s.values[i];
        }
        float[] out = new float[across() * down()];
        for (int tile = 0; tile < down(); tile++) {
            measure(s, tile, out);
        }
        return out;
    }

    private void measure(Scratch s, int tile, float[] out) {
        Arrays.fill(s.most, Float.NEGATIVE_INFINITY);
        for (int y = tile * EDGE; y <= Math.min(tile * EDGE + EDGE, height - 1); y++) {
            raise(s, s.values, y * width, width);
        }
        for (int by = 1; by < EDGE; by *= 2) {
            raise(s, s.most, by, width - by);
        }
        raise(s, s.most, 1, width - 1);
        for (int i = 0; i < across(); i++) {
            float v = s.most[i * EDGE];
            out[tile * across() + i] = Float.isNaN(v) ? Float.POSITIVE_INFINITY : v;
        }
    }

    /// Raises the most to other values. They are copied so that both sides of the loop have the same index: only then does the
    /// compiler take many at once.
    private static void raise(Scratch s, float[] to, int from, int count) {
        if (count > 0) {
            System.arraycopy(to, from, s.line, 0, count);
        }
        for (int x = 0; x < count; x++) {
            s.most[x] = Math.max(s.most[x], s.line[x]);
        }
    }
}
