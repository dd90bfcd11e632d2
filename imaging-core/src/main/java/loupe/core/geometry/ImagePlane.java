package loupe.core.geometry;

/// Where one image lies in the patient (DICOM PS3.3 C.7.6.2).
///
/// @param columns pixels in a row
/// @param rows rows
/// @param origin centre of the first transmitted pixel (Image Position)
/// @param alongRow unit vector from one column to the next (first three values of Image Orientation)
/// @param alongColumn unit vector from one row to the next (last three values)
/// @param columnMm distance between columns (second value of Pixel Spacing)
/// @param rowMm distance between rows (first value of Pixel Spacing)
/// @param thicknessMm nominal slice thickness; 0 where unknown
/// @param frameOfReferenceUid Frame of Reference UID; empty where there is none
public record ImagePlane(
        int columns,
        int rows,
        PatientPoint origin,
        PatientVector alongRow,
        PatientVector alongColumn,
        double columnMm,
        double rowMm,
        double thicknessMm,
        String frameOfReferenceUid) {
    /// Outside of these, steps between pixels are lost in rounding.
    private static final double LEAST_MM = 1e-9;

    private static final double MOST_MM = 1e6;

    /// Checks places, spacings and directions; directions are made exactly unit and orthogonality is required within 0.01.
    public ImagePlane {
        if (!(columnMm >= LEAST_MM && columnMm <= MOST_MM && rowMm >= LEAST_MM && rowMm <= MOST_MM)) {
            throw new IllegalArgumentException("pixel spacing must lie in 1e-9 to 1e6 mm, was " + rowMm + "\\" + columnMm);
        }
        double farthest = Math.max(Math.abs(origin.xMm()), Math.max(Math.abs(origin.yMm()), Math.abs(origin.zMm())));
        if (!(farthest <= MOST_MM && thicknessMm >= 0 && thicknessMm <= MOST_MM)) {
            throw new IllegalArgumentException("positions and thickness must lie within 1e6 mm");
        }
        alongRow = alongRow.unit();
        alongColumn = alongColumn.unit();
        if (Math.abs(alongRow.dot(alongColumn)) > 0.01) {
            throw new IllegalArgumentException("row and column direction must be orthogonal");
        }
    }

    /// Unit normal, right-handed: row direction x column direction.
    public PatientVector normal() {
        return alongRow.cross(alongColumn).unit();
    }

    /// Position along a direction, in millimetres.
    public double depthMm(PatientVector direction) {
        return origin.alongMm(direction);
    }

    /// Whether another image has the same size, spacing, orientation (within 1e-3) and frame of reference.
    public boolean stacksWith(ImagePlane o) {
        return columns == o.columns
                && rows == o.rows
                && Math.abs(columnMm - o.columnMm) < 1e-4 * columnMm
                && Math.abs(rowMm - o.rowMm) < 1e-4 * rowMm
                && alongRow.plus(o.alongRow.times(-1)).lengthMm() < 1e-3
                && alongColumn.plus(o.alongColumn.times(-1)).lengthMm() < 1e-3
                && frameOfReferenceUid.equals(o.frameOfReferenceUid);
    }
}
