package loupe.inference.slide;

import java.util.ArrayList;
import java.util.List;
import loupe.inference.card.OutputStep;
import loupe.inference.card.SlideSpec;

/// Collects the objects of tiles; one whose middle lies in a tile's margin is the neighbouring tile's.
final class TileObjects {
    private final SlideFrame frame;
    private final SlideSpec spec;
    private final List<SlideObject> all = new ArrayList<>();

    TileObjects(SlideFrame frame, SlideSpec spec) {
        this.frame = frame;
        this.spec = spec;
    }

    List<SlideObject> all() {
        return all;
    }

    void add(Tiling.Tile tile, Tiling.Maps maps, OutputStep.Objects rule) {
        ObjectMap.Labels labels = ObjectMap.of(maps, rule);
        double[][] sums = new double[labels.count() + 1][4];
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
                        sums[k][0] * um * um, Math.clamp(sums[k][3] / sums[k][0], 0, 1)));
            }
        }
    }
}
