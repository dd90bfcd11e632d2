package loupe.app.correct;

import java.util.List;
import loupe.app.measures.ViewSite;
import loupe.app.viewer.picture.ImagePlace;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.measure.Region;
import loupe.core.measure.Shape;
import loupe.core.plane.Plane;
import loupe.core.geometry.Voxel;
import loupe.core.segment.region.EditRegion;
import loupe.core.segment.region.FlatOutline;
import loupe.core.segment.region.PlanePoint;

/// A shape drawn on an image, and the place in the patient it marks.
///
/// @param site the image
/// @param place where its pixels come from
/// @param shape closed, or a single place
record DrawnOutline(ViewSite site, ImagePlace place, Shape shape) {
    /// The place it marks for voxels of a grid the image shows.
    ///
    /// @throws IllegalArgumentException if the shape has no inside
    EditRegion region(VoxelGrid grid, OutlineUse use) {
        Plane plane = plane(grid);
        return carried(plane, flat(grid, plane), use);
    }

    /// The place other corners on the same image mark.
    EditRegion region(VoxelGrid grid, OutlineUse use, List<PatientPoint> corners) {
        Plane plane = plane(grid);
        return carried(plane, polygon(grid, plane, corners), use);
    }

    private static EditRegion carried(Plane plane, FlatOutline flat, OutlineUse use) {
        return switch (use.depth()) {
            case LAYER -> EditRegion.Prism.symmetric(plane, flat, 0);
            case THICK -> EditRegion.Prism.symmetric(plane, flat, use.depthMm());
            case ALL -> EditRegion.Prism.endless(plane, flat);
            case BEHIND -> new EditRegion.Prism(plane, flat, 0, Double.POSITIVE_INFINITY);
            case BEFORE -> new EditRegion.Prism(plane, flat, Double.NEGATIVE_INFINITY, 0);
        };
    }

    /// The slice it is drawn on as the grid has it, or the plane it is drawn on.
    Plane plane(VoxelGrid grid) {
        return site.planes().isPresent() || site.slice() >= grid.slices() ? site.space().plane() : Plane.ofSlice(grid, site.slice());
    }

    /// Where a point of it lies among the voxels of the grid: pixels of a slice are the grid's own, a film's too.
    PatientPoint at(VoxelGrid grid, PatientPoint p) {
        return site.planes().isPresent() || site.slice() >= grid.slices()
                ? p
                : grid.toPatient(site.raster().column(site.space().plane(), p), site.raster().row(site.space().plane(), p), site.slice());
    }

    /// The voxel its first point lies in.
    Voxel voxel(VoxelGrid grid) {
        double[] at = grid.toIndex(at(grid, shape.points().getFirst()));
        return new Voxel((int) Math.rint(at[0]), (int) Math.rint(at[1]), (int) Math.rint(at[2]));
    }

    private FlatOutline flat(VoxelGrid grid, Plane plane) {
        return switch (shape) {
            case Region.Circle c -> {
                PatientPoint edge = c.centre().plus(site.space().plane().right().times(c.radius()));
                yield new FlatOutline.Circle(on(grid, plane, c.centre()), at(grid, c.centre()).distanceMm(at(grid, edge)));
            }
            case Region.Ellipse e -> ellipse(grid, plane, e);
            case Region.Spline s -> polygon(grid, plane, s.curve());
            case Region r -> polygon(grid, plane, r.points());
            default -> throw new IllegalArgumentException("only a closed shape has an inside");
        };
    }

    private FlatOutline ellipse(VoxelGrid grid, Plane plane, Region.Ellipse e) {
        PatientPoint centre = at(grid, e.centre());
        PatientVector one = at(grid, e.centre().plus(e.one())).minus(centre);
        PatientVector other = at(grid, e.centre().plus(e.other())).minus(centre);
        double turned = Math.atan2(one.dot(plane.down()), one.dot(plane.right()));
        return new FlatOutline.Ellipse(on(grid, plane, e.centre()), one.lengthMm(), other.lengthMm(), turned);
    }

    private FlatOutline polygon(VoxelGrid grid, Plane plane, List<PatientPoint> points) {
        return new FlatOutline.Polygon(points.stream().map(p -> on(grid, plane, p)).toList());
    }

    private PlanePoint on(VoxelGrid grid, Plane plane, PatientPoint p) {
        return PlanePoint.of(at(grid, p), plane);
    }
}
