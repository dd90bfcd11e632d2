package loupe.core.segment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;

/// Turns closed contours in the patient into the voxels they hold: those whose centres lie inside an odd number of the
/// contours on their slice, so that a contour within another is a hole (as PS3.3 C.8.8.6.3 means it for CLOSED_PLANAR_XOR, and
/// as keyholes come out too). A centre on an edge counts on its left and upper side.
public final class ContourFill {
    private final VoxelGrid grid;
    private final Map<Integer, List<double[][]>> bySlice = new HashMap<>();

    /// @param grid where the voxels lie
    public ContourFill(VoxelGrid grid) {
        this.grid = grid;
    }

    /// Adds a contour to the slice it lies on: the one all its points are nearest to.
    ///
    /// @param points millimetres in the patient, at least three
    /// @return whether it lies along a slice of the grid
    public boolean add(List<PatientPoint> points) {
        double[][] at = new double[points.size()][];
        int slice = Integer.MIN_VALUE;
        for (int i = 0; i < at.length; i++) {
            at[i] = grid.toIndex(points.get(i));
            int own = (int) Math.rint(at[i][2]);
            if (i > 0 && own != slice || own < 0 || own >= grid.slices()) {
                return false;
            }
            slice = own;
        }
        if (at.length < 3) {
            return false;
        }
        bySlice.computeIfAbsent(slice, s -> new ArrayList<>()).add(at);
        return true;
    }

    /// The voxels inside.
    public Mask mask() {
        Mask.Builder out = Mask.builder(grid);
        bySlice.forEach((slice, contours) -> {
            for (int row = 0; row < grid.rows(); row++) {
                double[] crossings = crossings(contours, row);
                for (int i = 0; i + 1 < crossings.length; i += 2) {
                    int from = (int) Math.max(0, Math.ceil(crossings[i]));
                    int to = (int) Math.min(grid.columns() - 1.0, Math.ceil(crossings[i + 1]) - 1);
                    for (int c = from; c <= to; c++) {
                        out.add(c, row, slice);
                    }
                }
            }
        });
        return out.build();
    }

    /// Columns at which contours cross the middle of a row, in order; an even number.
    private static double[] crossings(List<double[][]> contours, int row) {
        double[] all = new double[16];
        int n = 0;
        for (double[][] points : contours) {
            double[] last = points[points.length - 1];
            for (double[] next : points) {
                if (last[1] <= row != next[1] <= row) {
                    if (n == all.length) {
                        all = Arrays.copyOf(all, 2 * n);
                    }
                    all[n++] = last[0] + (row - last[1]) / (next[1] - last[1]) * (next[0] - last[0]);
                }
                last = next;
            }
        }
        double[] out = Arrays.copyOf(all, n);
        Arrays.sort(out);
        return out;
    }
}
