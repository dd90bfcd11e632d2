package loupe.core.measure;

import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.plane.Plane;

/// What is measured on: a plane, how coarse its pixels are and what its coordinates stand for.
///
/// In a cross-section coordinates are millimetres in the patient. A film lies in a space of its own; where no spacing is known
/// one unit of it is one pixel, and numbers say `px`.
///
/// @param plane the plane drawn on; how it is turned, mirrored or zoomed on a screen changes no number
/// @param pixelDiagonal longest way through a pixel on the plane, in units of the coordinates, positive
/// @param scale what a unit stands for
public record ImageSpace(Plane plane, double pixelDiagonal, Scale scale) {
    /// Checks the diagonal.
    public ImageSpace {
        if (!(pixelDiagonal > 0 && pixelDiagonal <= 1e6)) {
            throw new IllegalArgumentException("pixelDiagonal must be positive, was " + pixelDiagonal);
        }
    }

    /// A plane through a volume placed in the patient.
    public static ImageSpace of(Plane plane, VoxelGrid grid) {
        return of(plane, grid, new Scale.Patient());
    }

    /// A plane through a grid. Its pixel is the shadow of a voxel on the plane, whose diagonal is the longest of the shadows of
    /// the voxel's four diagonals: on a stored slice the pixel's own, whichever way the plane is turned about its normal.
    public static ImageSpace of(Plane plane, VoxelGrid grid, Scale scale) {
        PatientVector normal = plane.normal();
        double longest = 0;
        for (int i = 0; i < 4; i++) {
            PatientVector d = grid.columnStep()
                    .plus(grid.rowStep().times((i & 1) == 0 ? 1 : -1))
                    .plus(grid.sliceStep().times((i & 2) == 0 ? 1 : -1));
            longest = Math.max(longest, d.plus(normal.times(-d.dot(normal))).lengthMm());
        }
        return new ImageSpace(plane, longest, scale);
    }

    /// Whether a reader may calibrate it by hand: it is no cross-section and has no ultrasound regions.
    public boolean canBeCalibrated() {
        return !scale.byMachine();
    }

    /// The scale of the image after a reader drew a line along something of known length.
    ///
    /// @throws IllegalArgumentException in a cross-section or on ultrasound regions, whose spacing is the machine's; or where the
    ///     line is shorter than two pixel diagonals
    public Scale.Manual calibrated(Shape.Line along, double knownMm) {
        if (scale instanceof Scale.Patient) {
            throw new IllegalArgumentException("a cross-section has its spacing from the machine and is not calibrated by hand");
        }
        if (!canBeCalibrated()) {
            throw new IllegalArgumentException("the regions of an ultrasound image have their scales from the machine");
        }
        double drawn = along.from().distanceMm(along.to());
        if (!(knownMm > 0 && knownMm <= 1e5) || !(drawn >= 2 * pixelDiagonal)) {
            throw new IllegalArgumentException(
                    "a known length must be positive and its line two pixel diagonals long, were " + knownMm + " mm, " + drawn);
        }
        return new Scale.Manual(knownMm / drawn, pixelDiagonal / (drawn - pixelDiagonal));
    }
}
