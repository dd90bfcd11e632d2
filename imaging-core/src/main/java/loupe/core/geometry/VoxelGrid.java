package loupe.core.geometry;

/// A regular grid of voxels placed in the patient's space (DICOM PS3.3 C.7.6.2.1.1, extended by a slice step).
///
/// The centre of voxel (c, r, s) lies at `origin + c*columnStep + r*rowStep + s*sliceStep`. Voxel indices may be
/// fractional; whole numbers are voxel centres, so the grid's outer edge lies at -0.5 and count - 0.5.
/// Immutable; safe for any thread.
///
/// @param columns voxels in a row, 1 to 65535
/// @param rows voxels in a column, 1 to 65535
/// @param slices slices, at least 1
/// @param origin centre of voxel (0,0,0)
/// @param columnStep millimetre step from one column to the next
/// @param rowStep millimetre step from one row to the next
/// @param sliceStep millimetre step from one slice to the next
/// @param frameOfReferenceUid (pseudonymous) Frame of Reference UID; empty where the images have none
public record VoxelGrid(
        int columns,
        int rows,
        int slices,
        PatientPoint origin,
        PatientVector columnStep,
        PatientVector rowStep,
        PatientVector sliceStep,
        String frameOfReferenceUid) {

    /// Checks every size and that the three steps span space.
    public VoxelGrid {
        require(columns > 0 && columns <= 65_535, "columns must be 1 to 65535, was " + columns);
        require(rows > 0 && rows <= 65_535, "rows must be 1 to 65535, was " + rows);
        require(slices > 0, "slices must be positive, was " + slices);
        require(columnStep.lengthMm() > 0, "columnStep must have a positive length");
        require(rowStep.lengthMm() > 0, "rowStep must have a positive length");
        require(sliceStep.lengthMm() > 0, "sliceStep must have a positive length");
        double det = columnStep.unit().cross(rowStep.unit()).dot(sliceStep.unit());
        require(Math.abs(det) > 1e-6, "the three steps must not lie in one plane");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /// An axis-aligned axial grid (rows to the left, columns to the back, slices to the head).
    public static VoxelGrid axial(
            int columns, int rows, int slices, PatientPoint origin, double inPlaneMm, double sliceMm, String uid) {
        return new VoxelGrid(
                columns,
                rows,
                slices,
                origin,
                new PatientVector(inPlaneMm, 0, 0),
                new PatientVector(0, inPlaneMm, 0),
                new PatientVector(0, 0, sliceMm),
                uid);
    }

    /// Distance between neighbouring columns in millimetres.
    public double columnMm() {
        return columnStep.lengthMm();
    }

    /// Distance between neighbouring rows in millimetres.
    public double rowMm() {
        return rowStep.lengthMm();
    }

    /// Distance between neighbouring slice centres in millimetres, measured along the slice step.
    public double sliceMm() {
        return sliceStep.lengthMm();
    }

    /// Volume of one voxel in cubic millimetres (the parallelepiped the steps span).
    public double voxelMm3() {
        return Math.abs(columnStep.cross(rowStep).dot(sliceStep));
    }

    /// Number of voxels.
    ///
    /// @throws ArithmeticException if it exceeds a long
    public long voxels() {
        return Math.multiplyExact((long) columns * rows, (long) slices);
    }

    /// Voxels in one slice.
    public int voxelsPerSlice() {
        return Math.multiplyExact(columns, rows);
    }

    /// Whether the index lies in the grid.
    public boolean contains(int column, int row, int slice) {
        return column >= 0 && column < columns && row >= 0 && row < rows && slice >= 0 && slice < slices;
    }

    /// Linear index of a voxel: slices outermost, columns innermost.
    public long indexOf(int column, int row, int slice) {
        if (!contains(column, row, slice)) {
            throw new IndexOutOfBoundsException("voxel (" + column + "," + row + "," + slice + ") outside " + columns
                    + "x" + rows + "x" + slices);
        }
        return ((long) slice * rows + row) * columns + column;
    }

    /// Patient position of a (fractional) voxel index.
    public PatientPoint toPatient(double column, double row, double slice) {
        return origin.plus(columnStep.times(column)).plus(rowStep.times(row)).plus(sliceStep.times(slice));
    }

    /// Fractional voxel index (column, row, slice) of a patient position; may lie outside the grid.
    public double[] toIndex(PatientPoint p) {
        PatientVector d = p.minus(origin);
        double det = columnStep.cross(rowStep).dot(sliceStep);
        return new double[] {
            d.cross(rowStep).dot(sliceStep) / det,
            columnStep.cross(d).dot(sliceStep) / det,
            columnStep.cross(rowStep).dot(d) / det
        };
    }

    /// The way in voxel indices (columns, rows, slices) that a way in the patient is.
    public double[] toIndexStep(PatientVector way) {
        double[] zero = toIndex(origin);
        double[] to = toIndex(origin.plus(way));
        return new double[] {to[0] - zero[0], to[1] - zero[1], to[2] - zero[2]};
    }

    /// Unit normal of a slice, right-handed (column direction x row direction); may point against the slice step.
    public PatientVector normal() {
        return columnStep.cross(rowStep).unit();
    }
}
