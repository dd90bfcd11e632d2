package loupe.app.viewer.picture;

import loupe.core.geometry.PatientPoint;
import loupe.core.plane.Raster;
import loupe.core.plane.Slab;

/// Where the pixels of a slice, plane or slab lie in the patient.
///
/// @param slab its plane and how thick it is; 0 for a slice as it was taken, whose pixels lie on its plane
/// @param raster its pixels on the plane
public record ImageSite(Slab slab, Raster raster) {
    /// Where a pixel lies; whole numbers are centres.
    public PatientPoint at(double column, double row) {
        return raster.toPatient(slab.plane(), column, row);
    }
}
