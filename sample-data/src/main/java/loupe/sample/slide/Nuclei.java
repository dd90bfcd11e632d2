package loupe.sample.slide;

import java.util.ArrayList;
import java.util.List;

/// Places nuclei: at most one in each cell of a fine lattice, by what tissue lies there.
final class Nuclei {
    /// Lattice spacing in micrometres.
    static final double CELL_UM = 7.5;

    /// No nucleus reaches further from its centre.
    static final double REACH_UM = 11;

    private final PlaneNoise noise;
    private final Tissue tissue;

    Nuclei(PlaneNoise noise, Tissue tissue) {
        this.noise = noise;
        this.tissue = tissue;
    }

    /// Every nucleus that may touch a rectangle, in a fixed order, with its lattice cell as number.
    List<Placed> touching(double x0, double y0, double x1, double y1) {
        List<Placed> out = new ArrayList<>();
        long i1 = cell(x1 + REACH_UM);
        long j1 = cell(y1 + REACH_UM);
        for (long j = cell(y0 - REACH_UM); j <= j1; j++) {
            for (long i = cell(x0 - REACH_UM); i <= i1; i++) {
                Nucleus n = at(i, j);
                if (n != null) {
                    out.add(new Placed(n, i, j));
                }
            }
        }
        return out;
    }

    /// A nucleus and its lattice cell.
    record Placed(Nucleus nucleus, long i, long j) {}

    private static long cell(double um) {
        return (long) Math.floor(um / CELL_UM);
    }

    private @org.jspecify.annotations.Nullable Nucleus at(long i, long j) {
        double x = (i + 0.15 + 0.7 * noise.at(i, j, 100)) * CELL_UM;
        double y = (j + 0.15 + 0.7 * noise.at(i, j, 101)) * CELL_UM;
        if (tissue.inside(x, y) < 0.02) {
            return null;
        }
        double epithelium = tissue.epithelium(x, y);
        double fat = tissue.fat(x, y);
        double lymphoid = tissue.lymphoid(x, y);
        double lumen = epithelium > 0 ? tissue.lumen(x, y) : -99;
        boolean fatRim = fat > 0.4 && tissue.fatCell(x, y) > -0.6;
        if (lumen > -4 || fatRim) {
            return null;
        }
        double crowd = 0.13 + 0.42 * epithelium + 0.5 * lymphoid - 0.1 * fat + (lumen > -16 ? 0.35 * epithelium : 0);
        if (noise.at(i, j, 102) > crowd) {
            return null;
        }
        double chance = noise.at(i, j, 103);
        Nucleus.Kind kind = chance < lymphoid
                ? Nucleus.Kind.LYMPHOID
                : chance < lymphoid + epithelium ? Nucleus.Kind.EPITHELIAL : Nucleus.Kind.STROMAL;
        return nucleus(i, j, x, y, kind);
    }

    private Nucleus nucleus(long i, long j, double x, double y, Nucleus.Kind kind) {
        double size = noise.at(i, j, 104);
        double form = noise.at(i, j, 105);
        double turn = (noise.at(i, j, 106) - 0.5) * Math.PI;
        return switch (kind) {
            case EPITHELIAL ->
                new Nucleus(x, y, 3.6 + 2.2 * size, (3.6 + 2.2 * size) * (0.65 + 0.3 * form), turn, kind);
            case LYMPHOID ->
                new Nucleus(x, y, 2.4 + 0.9 * size, (2.4 + 0.9 * size) * (0.85 + 0.15 * form), turn, kind);
            case STROMAL ->
                new Nucleus(
                        x, y, 5 + 4.5 * size, 1.3 + 0.9 * form, tissue.fibres(x, y) + turn * 0.2, kind);
        };
    }
}
