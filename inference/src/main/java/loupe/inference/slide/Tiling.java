package loupe.inference.slide;

import java.io.IOException;
import java.nio.FloatBuffer;
import loupe.core.dicom.slide.SlideReader;
import loupe.core.work.JobContext;
import loupe.inference.card.SlideSpec;
import loupe.inference.engine.ModelException;
import loupe.inference.engine.OnnxSession;
import loupe.inference.tensor.FloatTensor;

/// A slide cut into the tiles a model takes: each is read with a margin around it, and only what lies inside the margin
/// counts, so that no seam shows.
final class Tiling {
    private final SlideScan scan;
    private final SlideSpec spec;
    private final int columns;
    private final int rows;

    Tiling(SlideScan scan, SlideSpec spec) {
        this.scan = scan;
        this.spec = spec;
        double scale = scan.umPerPixel() / spec.umPerPixel();
        this.columns = Math.max(1, (int) Math.ceil(scan.finest().columns() * scale - 1e-6));
        this.rows = Math.max(1, (int) Math.ceil(scan.finest().rows() * scale - 1e-6));
    }

    /// A tile without its margin, in pixels at the model's scale.
    record Tile(int left, int top, int width, int height) {}

    /// Pixels across at the model's scale.
    int columns() {
        return columns;
    }

    /// Pixels down.
    int rows() {
        return rows;
    }

    double um() {
        return spec.umPerPixel();
    }

    int across() {
        return Math.ceilDiv(columns, spec.tile());
    }

    int count() {
        return across() * Math.ceilDiv(rows, spec.tile());
    }

    Tile tile(int index) {
        int left = index % across() * spec.tile();
        int top = index / across() * spec.tile();
        return new Tile(left, top, Math.min(spec.tile(), columns - left), Math.min(spec.tile(), rows - top));
    }

    /// A model's maps of a tile, margin included.
    ///
    /// @param side pixels a side, margin included
    /// @param values map after map, row by row
    record Maps(int side, float[] values) {
        float at(int map, int column, int row) {
            return values[(map * side + row) * side + column];
        }
    }

    /// Runs the model over a tile.
    ///
    /// @param count maps the model must give
    Maps maps(OnnxSession session, Tile tile, int count, JobContext job) throws ModelException, IOException {
        int side = spec.tile() + 2 * spec.margin();
        FloatTensor answer = session.run(tensor(tile, side), job);
        FloatBuffer buffer = answer.values();
        if (buffer.capacity() != count * side * side) {
            throw new ModelException("the model's output does not have one number a pixel; its card does not fit it");
        }
        float[] values = new float[buffer.capacity()];
        boolean first = spec.layout() == SlideSpec.Layout.CHANNELS_FIRST;
        for (int i = 0; i < values.length; i++) {
            float v = buffer.get(i);
            if (!(v >= -1e-3f && v <= 1.001f)) {
                throw new ModelException("the model's output is no probability; the model must not be used");
            }
            values[first ? i : i % count * side * side + i / count] = v;
        }
        return new Maps(side, values);
    }

    private FloatTensor tensor(Tile tile, int side) throws IOException {
        double step = spec.umPerPixel() / scan.umPerPixel();
        int[] argb = scan.reader().view(new SlideReader.View((tile.left - spec.margin()) * step,
                (tile.top - spec.margin()) * step, step, side, side), 0).argb();
        boolean first = spec.layout() == SlideSpec.Layout.CHANNELS_FIRST;
        FloatTensor tensor = first ? FloatTensor.direct(1, 3, side, side) : FloatTensor.direct(1, side, side, 3);
        for (int i = 0; i < argb.length; i++) {
            for (int c = 0; c < 3; c++) {
                float v = (argb[i] >> 16 - 8 * c & 0xff) / 255f;
                tensor.values().put(first ? c * argb.length + i : 3 * i + c, v);
            }
        }
        return tensor;
    }
}
