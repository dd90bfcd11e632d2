package loupe.inference.slide;

import java.util.ArrayList;
import java.util.List;
import loupe.core.slide.Areas;
import loupe.core.slide.MaskTrace;
import loupe.core.slide.FeatureOutline;
import loupe.inference.card.OutputStep;
import loupe.inference.card.SlideSpec;

/// Collects the objects of tiles; one whose middle lies in a tile's margin is the neighbouring tile's.
final class TileObjects {
    /// An outline runs so near to the pixels' edges, in pixels the model looks at: stairs become slopes.
    private static final double SMOOTH = 0.75;

    private final SlideFrame frame;
    private final SlideSpec spec;
    private final double finer;
    private final List<SlideObject> all = new ArrayList<>();

    /// @param finer pixels of the finest level along one the model looks at
    TileObjects(SlideFrame frame, SlideSpec spec, double finer) {
        this.frame = frame;
        this.finer = finer;
        this.spec = spec;
    }

    List<SlideObject> all() {
        return all;
    }

    void add(Tiling.Tile tile, Tiling.Maps maps, OutputStep.Objects rule) {
        ObjectMap.Labels labels = ObjectMap.of(maps, rule);
        double[][] sums = new double[labels.count() + 1][4];
        int[][] boxes = boxes(labels, maps.side());
        for (int i = 0; i < labels.of().length; i++) {
            double[] s = sums[labels.of()[i]];
            s[0]++;
            s[1] += i % maps.side();
            s[2] += i / maps.side();
            s[3] += maps.values()[i];
        }
        for (int k = 1; k < sums.length; k++) {
            double column = sums[k][1] / sums[k][0] - spec.margin();
            double row = sums[k][2] / sums[k][0] - spec.margin();
            if (column >= -0.5 && row >= -0.5 && column < tile.width() - 0.5 && row < tile.height() - 0.5) {
                double um = spec.umPerPixel();
                all.add(new SlideObject(frame.at((tile.left() + column + 0.5) * um, (tile.top() + row + 0.5) * um),
                        sums[k][0] * um * um, Math.clamp(sums[k][3] / sums[k][0], 0, 1),
                        outline(tile, labels, maps.side(), k, boxes[k])));
            }
        }
    }

    /// First column, first row, last column, last row of each object.
    private static int[][] boxes(ObjectMap.Labels labels, int side) {
        int[][] out = new int[labels.count() + 1][];
        for (int k = 0; k < out.length; k++) {
            out[k] = new int[] {side, side, -1, -1};
        }
        for (int i = 0; i < labels.of().length; i++) {
            int[] b = out[labels.of()[i]];
            b[0] = Math.min(b[0], i % side);
            b[1] = Math.min(b[1], i / side);
            b[2] = Math.max(b[2], i % side);
            b[3] = Math.max(b[3], i / side);
        }
        return out;
    }

    private FeatureOutline outline(Tiling.Tile tile, ObjectMap.Labels labels, int side, int object, int[] box) {
        int width = box[2] - box[0] + 1;
        boolean[] mask = new boolean[width * (box[3] - box[1] + 1)];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = labels.of()[(box[1] + i / width) * side + box[0] + i % width] == object;
        }
        FeatureOutline traced = Areas.simplified(MaskTrace.of(mask, width).orElseThrow(), SMOOTH);
        return traced.mapped(finer, (tile.left() + box[0] - spec.margin()) * finer, (tile.top() + box[1] - spec.margin()) * finer);
    }
}
