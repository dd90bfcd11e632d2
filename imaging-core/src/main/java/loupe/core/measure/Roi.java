package loupe.core.measure;

import java.util.ArrayList;
import java.util.List;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Mask;

/// A region drawn on a slice, in fractional voxel indices (whole numbers are centres).
public sealed interface Roi {
    /// Whether a place is inside.
    boolean contains(double column, double row);

    /// Smallest and greatest column and row it reaches: left, top, right, bottom.
    double[] bounds();

    /// Its area as drawn, in square millimetres, whatever voxels it holds.
    ///
    /// @param slice the slice it is drawn on
    double areaMm2(VoxelGrid grid, int slice);

    /// An ellipse along rows and columns.
    ///
    /// @param column centre
    /// @param row centre
    /// @param columnRadius half its width, in columns
    /// @param rowRadius half its height, in rows
    record Ellipse(double column, double row, double columnRadius, double rowRadius) implements Roi {
        /// Checks the radii.
        public Ellipse {
            if (!(columnRadius > 0) || !(rowRadius > 0)) {
                throw new IllegalArgumentException("an ellipse has positive radii");
            }
        }

        @Override
        public boolean contains(double c, double r) {
            double u = (c - column) / columnRadius;
            double v = (r - row) / rowRadius;
            return u * u + v * v <= 1;
        }

        @Override
        public double[] bounds() {
            return new double[] {column - columnRadius, row - rowRadius, column + columnRadius, row + rowRadius};
        }

        @Override
        public double areaMm2(VoxelGrid grid, int slice) {
            return Math.PI * columnRadius * rowRadius * grid.columnStep().cross(grid.rowStep()).lengthMm();
        }
    }

    /// A corner of an outline.
    ///
    /// @param column fractional column
    /// @param row fractional row
    record Corner(double column, double row) {}

    /// A closed outline.
    ///
    /// @param corners at least three
    record Polygon(List<Corner> corners) implements Roi {
        /// Copies the list.
        public Polygon {
            corners = List.copyOf(corners);
            if (corners.size() < 3) {
                throw new IllegalArgumentException("an outline has at least three corners");
            }
        }

        /// By the number of edges to the right of the place (even-odd).
        @Override
        public boolean contains(double c, double r) {
            boolean in = false;
            Corner a = corners.getLast();
            for (Corner b : corners) {
                if (a.row > r != b.row > r && c < (b.column - a.column) * (r - a.row) / (b.row - a.row) + a.column) {
                    in = !in;
                }
                a = b;
            }
            return in;
        }

        @Override
        public double[] bounds() {
            double[] out = {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
            for (Corner k : corners) {
                out[0] = Math.min(out[0], k.column);
                out[1] = Math.min(out[1], k.row);
                out[2] = Math.max(out[2], k.column);
                out[3] = Math.max(out[3], k.row);
            }
            return out;
        }

        @Override
        public double areaMm2(VoxelGrid grid, int slice) {
            List<PatientPoint> points = new ArrayList<>();
            corners.forEach(k -> points.add(grid.toPatient(k.column, k.row, slice)));
            return Geometry.areaMm2(points);
        }
    }

    /// The voxels of a slice whose centres lie inside.
    default Mask mask(VoxelGrid grid, int slice) {
        Mask.Builder out = Mask.builder(grid);
        double[] b = bounds();
        int c0 = (int) Math.clamp(Math.ceil(b[0]), 0, grid.columns() - 1.0);
        int c1 = (int) Math.clamp(Math.floor(b[2]), 0, grid.columns() - 1.0);
        int r0 = (int) Math.clamp(Math.ceil(b[1]), 0, grid.rows() - 1.0);
        int r1 = (int) Math.clamp(Math.floor(b[3]), 0, grid.rows() - 1.0);
        for (int r = r0; r <= r1; r++) {
            for (int c = c0; c <= c1; c++) {
                if (contains(c, r)) {
                    out.add(c, r, slice);
                }
            }
        }
        return out.build();
    }
}
