package loupe.inference.task;

import loupe.core.geometry.VoxelGrid;
import loupe.inference.tensor.Field;

/// A small change of a model's input under which its answer ought to stay (test-time augmentation).
///
/// @param mirrorColumns whether columns run the other way
/// @param mirrorRows whether rows run the other way
/// @param times factor on the prepared values
/// @param plus added to them
record Variation(boolean mirrorColumns, boolean mirrorRows, float times, float plus) {
    /// The input itself, mirrored three ways, and a little brighter, darker, with more and less contrast.
    static final Variation[] ALL = {
        new Variation(false, false, 1, 0), new Variation(true, false, 1, 0), new Variation(false, true, 1, 0),
        new Variation(true, true, 1, 0), new Variation(false, false, 1, 0.02f), new Variation(true, false, 1, -0.02f),
        new Variation(false, true, 1.04f, 0), new Variation(true, true, 0.96f, 0)
    };

    Field apply(Field f) {
        Field mirrored = mirrored(f);
        float[] v = mirrored.values();
        for (int i = 0; i < v.length; i++) {
            v[i] = v[i] * times + plus;
        }
        return mirrored;
    }

    /// Turns an answer back; mirroring twice is none.
    Field back(Field f) {
        return mirrored(f);
    }

    private Field mirrored(Field f) {
        VoxelGrid g = f.grid();
        float[] out = new float[f.values().length];
        int columns = g.columns();
        for (int line = 0; line < g.rows() * g.slices(); line++) {
            int r = line % g.rows();
            int from = (line - r + (mirrorRows ? g.rows() - 1 - r : r)) * columns;
            for (int c = 0; c < columns; c++) {
                out[line * columns + c] = f.values()[from + (mirrorColumns ? columns - 1 - c : c)];
            }
        }
        return new Field(g, out);
    }

    /// Where an index (column, row, slice) of the input lies in the changed one.
    double[] moved(double[] at, VoxelGrid g) {
        return new double[] {
            mirrorColumns ? g.columns() - 1 - at[0] : at[0], mirrorRows ? g.rows() - 1 - at[1] : at[1], at[2]
        };
    }
}
