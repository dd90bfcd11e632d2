package loupe.app.viewer;

import java.util.List;
import java.util.Optional;
import loupe.app.viewer.tool.Brush;
import loupe.core.finding.FindingId;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.plane.Plane;
import loupe.core.plane.Raster;
import loupe.core.segment.Mask;
import loupe.core.segment.MaskDelta;
import loupe.core.segment.operation.EditLimits;
import loupe.core.segment.operation.VoxelField;
import loupe.core.segment.operation.fill.DynamicValues;

/// A stroke under way.
///
/// @param finding whose mask it changes
/// @param brush what it is made with
/// @param site the image it is made on
/// @param limits what it may change
/// @param before the mask it began with
/// @param swept what lay under the brush so far
/// @param last where the brush is
record Painting(FindingId finding, Brush brush, Site site, EditLimits limits, Mask before, Swept swept, PatientPoint last) {

    /// What lay under a brush.
    ///
    /// @param under all that may change
    /// @param alike the values that are marked, where only those like the ones pressed are
    /// @param marked what of it is marked
    record Swept(Mask under, Optional<DynamicValues> alike, Mask marked) {
        /// Nothing yet.
        static Swept none(VoxelGrid grid) {
            return new Swept(Mask.empty(grid), Optional.empty(), Mask.empty(grid));
        }

        /// More of it. Where the values are more as well, what was passed before is looked at again.
        Swept with(Mask more, Optional<DynamicValues> now) {
            Mask all = under.or(more);
            if (now.isEmpty()) {
                return new Swept(all, now, all);
            }
            DynamicValues values = now.get();
            boolean asBefore = alike.filter(a -> a.range().equals(values.range())).isPresent();
            return new Swept(all, now, asBefore ? marked.or(values.within(more)) : values.within(all));
        }
    }

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
    ///
    /// @param alike the image's values on the mask's grid, where only those like the ones pressed are marked
    static Painting begun(
            FindingId finding, Brush brush, Site site, EditLimits limits, Mask before, PatientPoint at, Optional<VoxelField> alike) {
        Swept none = Swept.none(before.grid());
        Painting out = new Painting(finding, brush, site, limits, before, none, at);
        Optional<DynamicValues> pressed =
                alike.map(f -> DynamicValues.pressed(f, brush.pressed(site.plane(), at).voxels(before.grid())));
        return out.with(none.with(out.under(List.of(at)), pressed), at);
    }

    /// Longer by a place; however a way is cut into pieces, what lies under it is the same.
    Painting to(double column, double row) {
        PatientPoint next = site.at(column, row);
        List<PatientPoint> piece = List.of(last, next);
        Optional<DynamicValues> wider =
                swept.alike.map(v -> v.through(brush.middle(site.plane(), piece).voxels(before.grid())));
        return with(swept.with(under(piece), wider), next);
    }

    private Mask under(List<PatientPoint> piece) {
        return limits.within(brush.under(site.plane(), piece).voxels(before.grid()));
    }

    private Painting with(Swept more, PatientPoint at) {
        return new Painting(finding, brush, site, limits, before, more, at);
    }

    /// The word that names its step.
    String word() {
        return (swept.alike.isPresent() ? "like values, " : "") + brush.word();
    }

    MaskDelta delta() {
        return before.deltaTo(preview());
    }

    /// The mask as it would be.
    Mask preview() {
        return brush.adding() ? before.or(swept.marked) : before.andNot(swept.marked);
    }
}
