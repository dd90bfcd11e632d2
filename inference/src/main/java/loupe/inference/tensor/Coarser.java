package loupe.inference.tensor;

import java.util.List;
import loupe.core.geometry.VoxelGrid;

/// A field on a coarser grid of the same axes and the same first voxel: each sample is the mean of those around it, weighted
/// by a triangle as wide as the coarse step.
public final class Coarser {
    private Coarser() {}

    /// @param field the fine numbers
    /// @param spacingMm spacing along slices, rows and columns
    /// @param multipleOf lengths are filled up behind with 0 to a multiple of this
    /// @param lanes how the work is shared out
    public static Field of(Field field, List<Double> spacingMm, int multipleOf, Lanes lanes) {
        VoxelGrid g = field.grid();
        AxisWeights slices = weights(g.slices(), g.sliceMm(), spacingMm.get(0));
        AxisWeights rows = weights(g.rows(), g.rowMm(), spacingMm.get(1));
        AxisWeights columns = weights(g.columns(), g.columnMm(), spacingMm.get(2));
        float[][] planes = new float[g.slices()][];
        lanes.each(g.slices(), s -> planes[s] = plane(field, s, rows, columns));
        int wide = filled(columns.count(), multipleOf);
        int high = filled(rows.count(), multipleOf);
        int deep = filled(slices.count(), multipleOf);
        float[] out = new float[Math.multiplyExact(Math.multiplyExact(wide, high), deep)];
        lanes.each(slices.count(), s -> {
            float[] w = slices.of(s);
            for (int k = 0; k < w.length; k++) {
                float[] plane = planes[slices.first(s) + k];
                for (int r = 0; r < rows.count(); r++) {
                    int to = (s * high + r) * wide;
                    for (int c = 0; c < columns.count(); c++) {
                        out[to + c] += w[k] * plane[r * columns.count() + c];
                    }
                }
            }
        });
        VoxelGrid coarse = new VoxelGrid(wide, high, deep, g.origin(), g.columnStep().times(spacingMm.get(2) / g.columnMm()),
                g.rowStep().times(spacingMm.get(1) / g.rowMm()), g.sliceStep().times(spacingMm.get(0) / g.sliceMm()),
                g.frameOfReferenceUid());
        return new Field(coarse, out);
    }

    private static AxisWeights weights(int count, double mm, double targetMm) {
        return new AxisWeights((int) Math.floor((count - 1) * mm / targetMm + 1e-6) + 1, 0, targetMm / mm, count);
    }

    private static int filled(int count, int multiple) {
        return Math.ceilDiv(count, multiple) * multiple;
    }

    private static float[] plane(Field field, int slice, AxisWeights rows, AxisWeights columns) {
        VoxelGrid g = field.grid();
        float[] narrow = new float[g.rows() * columns.count()];
        for (int r = 0; r < g.rows(); r++) {
            int from = (slice * g.rows() + r) * g.columns();
            for (int c = 0; c < columns.count(); c++) {
                float[] w = columns.of(c);
                float sum = 0;
                for (int k = 0; k < w.length; k++) {
                    sum += w[k] * field.values()[from + columns.first(c) + k];
                }
                narrow[r * columns.count() + c] = sum;
            }
        }
        float[] out = new float[rows.count() * columns.count()];
        for (int r = 0; r < rows.count(); r++) {
            float[] w = rows.of(r);
            for (int k = 0; k < w.length; k++) {
                int from = (rows.first(r) + k) * columns.count();
                for (int c = 0; c < columns.count(); c++) {
                    out[r * columns.count() + c] += w[k] * narrow[from + c];
                }
            }
        }
        return out;
    }
}
