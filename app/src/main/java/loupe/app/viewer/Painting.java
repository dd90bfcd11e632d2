package loupe.app.viewer;

import java.util.List;
import loupe.app.viewer.tool.Brush;
import loupe.core.finding.FindingId;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.plane.Plane;
import loupe.core.plane.Raster;
import loupe.core.segment.Mask;
import loupe.core.segment.MaskDelta;
import loupe.core.segment.operation.EditLimits;

/// A stroke under way.
///
/// @param finding whose mask it changes
/// @param brush what it is made with
/// @param site the image it is made on
/// @param limits what it may change
/// @param before the mask it began with
/// @param under what lay under the brush so far and may change
/// @param last where the brush is
record Painting(FindingId finding, Brush brush, Site site, EditLimits limits, Mask before, Mask under, PatientPoint last) {

    /// The image a stroke is made on.
    ///
    /// @param plane where it lies
    /// @param raster its pixels
    record Site(Plane plane, Raster raster) {
        /// A slice of a grid.
        static Site of(VoxelGrid grid, int slice) {
            return new Site(Plane.ofSlice(grid, slice), Raster.ofSlice(grid));
        }

        PatientPoint at(double column, double row) {
            return raster.toPatient(plane, column, row);
        }
    }

    /// A stroke that begins.
    static Painting begun(FindingId finding, Brush brush, Site site, EditLimits limits, Mask before, PatientPoint at) {
        return new Painting(finding, brush, site, limits, before, Mask.empty(before.grid()), at).reaching(List.of(at));
    }

    /// Longer by a place; however a way is cut into pieces, what lies under it is the same.
    Painting to(double column, double row) {
        return reaching(List.of(last, site.at(column, row)));
    }

    private Painting reaching(List<PatientPoint> piece) {
        Mask more = limits.within(brush.under(site.plane(), piece).voxels(before.grid()));
        return new Painting(finding, brush, site, limits, before, under.or(more), piece.getLast());
    }

    MaskDelta delta() {
        return before.deltaTo(preview());
    }

    /// The mask as it would be.
    Mask preview() {
        return brush.adding() ? before.or(under) : before.andNot(under);
    }
}
