package loupe.inference.task;

import java.util.ArrayList;
import java.util.List;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Mask;

/// The diameters RECIST 1.1 asks for: the longest in any slice, and the longest across it in that slice, measured between
/// outer edges of voxels.
///
/// @param longestMm longest diameter in a slice
/// @param shortMm longest extent across it
public record Recist(double longestMm, double shortMm) {
    /// Of a mask; zeros where it is empty.
    public static Recist of(Mask mask) {
        Recist best = new Recist(0, 0);
        for (int s = 0; s < mask.grid().slices(); s++) {
            if (!mask.isEmpty(s)) {
                Recist here = inSlice(corners(mask, s));
                best = here.longestMm > best.longestMm ? here : best;
            }
        }
        return best;
    }

    /// Corners of the first and last voxel of each row, in millimetres: the convex hull's corners are among them.
    private static List<double[]> corners(Mask mask, int slice) {
        VoxelGrid g = mask.grid();
        List<double[]> all = new ArrayList<>();
        for (int r = 0; r < g.rows(); r++) {
            int first = -1;
            int last = -1;
            for (int c = 0; c < g.columns(); c++) {
                if (mask.contains(slice, r * g.columns() + c)) {
                    first = first < 0 ? c : first;
                    last = c;
                }
            }
            if (first >= 0) {
                for (int k = 0; k < 4; k++) {
                    double column = (k & 1) == 0 ? first - 0.5 : last + 0.5;
                    all.add(new double[] {column * g.columnMm(), (r + (k >> 1) - 0.5) * g.rowMm()});
                }
            }
        }
        return all;
    }

    private static Recist inSlice(List<double[]> points) {
        double[] from = points.getFirst();
        double[] to = from;
        double longest = 0;
        for (int i = 0; i < points.size(); i++) {
            for (int k = i + 1; k < points.size(); k++) {
                double d = Math.hypot(points.get(i)[0] - points.get(k)[0], points.get(i)[1] - points.get(k)[1]);
                if (d > longest) {
                    longest = d;
                    from = points.get(i);
                    to = points.get(k);
                }
            }
        }
        double nx = -(to[1] - from[1]) / longest;
        double ny = (to[0] - from[0]) / longest;
        double least = Double.MAX_VALUE;
        double most = -Double.MAX_VALUE;
        for (double[] p : points) {
            least = Math.min(least, p[0] * nx + p[1] * ny);
            most = Math.max(most, p[0] * nx + p[1] * ny);
        }
        return new Recist(longest, most - least);
    }
}
