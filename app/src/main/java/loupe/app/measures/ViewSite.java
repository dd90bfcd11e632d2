package loupe.app.measures;

import java.util.List;
import java.util.Optional;
import loupe.app.viewer.ShownSeries;
import loupe.app.viewer.ViewerViewModel;
import loupe.app.viewer.picture.ImagePlace;
import loupe.app.viewer.picture.Page;
import loupe.app.viewer.picture.Planes;
import loupe.core.geometry.ImagePlane;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.measure.Annotation;
import loupe.core.measure.ImageSpace;
import loupe.core.measure.Measure;
import loupe.core.measure.Scale;
import loupe.core.plane.Plane;
import loupe.core.plane.Raster;
import loupe.core.plane.Slab;
import loupe.core.plane.SliceLink;
import loupe.core.plane.SlicePositions;
import loupe.core.study.SliceRef;
import loupe.core.study.Stack;

/// Where the image a view shows lies, so that what is drawn on it has a place in millimetres.
///
/// @param place what is drawn on
/// @param space its plane, pixels and scale
/// @param raster its pixels on the plane
/// @param thicknessMm thickness of the slab shown; 0 for a slice or thin plane
/// @param slice index of the image in its series
/// @param positions where the series' images lie; empty for films and single images
/// @param planes the planes it is one of; empty for images as they were taken
public record ViewSite(
        Annotation.Place place,
        ImageSpace space,
        Raster raster,
        double thicknessMm,
        int slice,
        Optional<SlicePositions> positions,
        Optional<Planes> planes) {
    private static final double OFF_PLANE = 1e-3;

    /// @param seen what is on the screen
    /// @return empty for views of a whole volume: a pixel is no place there
    public static Optional<ViewSite> of(ViewerViewModel.Seen seen) {
        return switch (seen.series().places().get(seen.slice())) {
            case ImagePlace.Cut c -> Optional.of(cut(seen, c));
            case ImagePlace.Stored s -> Optional.of(stored(seen, s));
            case ImagePlace.Around a -> Optional.empty();
        };
    }

    /// Where an image as it was taken lies; empty where it does not lie in the patient, and for planes.
    static Optional<ViewSite> of(ShownSeries series, int slice) {
        return series.places().get(slice) instanceof ImagePlace.Stored s
                ? series.positions().map(p -> placed(series, s, slice, p))
                : Optional.empty();
    }

    private static ViewSite placed(ShownSeries series, ImagePlace.Stored s, int slice, SlicePositions positions) {
        ImagePlane p = series.stack().orElseThrow().slices().get(slice).plane();
        return new ViewSite(
                new Annotation.Place(series.seriesUid(), s.sopInstanceUid(), s.frame(), false),
                space(positions.plane(slice), p, new Scale.Patient()), Raster.of(p), 0, slice, Optional.of(positions), Optional.empty());
    }

    private static ViewSite cut(ViewerViewModel.Seen seen, ImagePlace.Cut c) {
        Stack stack = c.planes().stack();
        SliceRef first = stack.slices().getFirst();
        Slab slab = c.planes().reformat().slabs().get(c.index());
        return new ViewSite(
                new Annotation.Place(seen.series().seriesUid(), first.sopInstanceUid(), first.frame(), true),
                ImageSpace.of(slab.plane(), stack.grid()), seen.series().raster(), slab.thicknessMm(), seen.slice(),
                seen.series().positions(), Optional.of(c.planes()));
    }

    private static ViewSite stored(ViewerViewModel.Seen seen, ImagePlace.Stored s) {
        ShownSeries series = seen.series();
        Annotation.Place place = new Annotation.Place(series.seriesUid(), s.sopInstanceUid(), s.frame(), false);
        Optional<SlicePositions> positions = series.positions();
        if (positions.isPresent()) {
            return placed(series, s, seen.slice(), positions.get());
        }
        Page page = seen.page();
        ImagePlane p = new ImagePlane(
                seen.columns(), seen.rows(), new PatientPoint(0, 0, 0), new PatientVector(1, 0, 0), new PatientVector(0, 1, 0),
                page.columnMm(), page.rowMm(), 0, frame(series, s));
        return new ViewSite(place, space(Plane.of(p), p, page.scale()), Raster.of(p), 0, seen.slice(), positions, Optional.empty());
    }

    /// A film's space bears its own name; another image without a place one of its frame.
    private static String frame(ShownSeries series, ImagePlace.Stored s) {
        return series.stack().isPresent() ? s.sopInstanceUid() : s.sopInstanceUid() + "#" + s.frame();
    }

    private static ImageSpace space(Plane plane, ImagePlane p, Scale scale) {
        VoxelGrid grid = new VoxelGrid(
                p.columns(), p.rows(), 1, p.origin(), p.alongRow().times(p.columnMm()), p.alongColumn().times(p.rowMm()),
                p.normal(), p.frameOfReferenceUid());
        return ImageSpace.of(plane, grid, scale);
    }

    /// The same image where another scale is in force on it.
    ViewSite scaled(Scale scale) {
        return new ViewSite(
                place, new ImageSpace(space.plane(), space.pixelDiagonal(), scale), raster, thicknessMm, slice, positions, planes);
    }

    /// Whether a drawing lies on the image: in its space, and nearest to it of all images of the series, or in its slab.
    boolean contains(Annotation a) {
        return contains(a.measure());
    }

    /// The same of a shape on its plane.
    public boolean contains(Measure m) {
        return m.space().plane().sharesFrameWith(space.plane()) && m.shape().points().stream().allMatch(this::on);
    }

    /// The same of places in a frame of reference.
    public boolean contains(String frameOfReferenceUid, List<PatientPoint> points) {
        return frameOfReferenceUid.equals(space.plane().frameOfReferenceUid()) && points.stream().allMatch(this::on);
    }

    /// The frame of reference of a plane that is cut out of a stack, if a slice is of that stack.
    public Optional<String> cutsThrough(String sopInstanceUid) {
        return planes.filter(p -> p.cut(sopInstanceUid)).map(p -> space.plane().frameOfReferenceUid());
    }

    private boolean on(PatientPoint p) {
        double off = Math.abs(space.plane().depthMm(p));
        return off <= OFF_PLANE
                || off <= thicknessMm / 2
                || positions.filter(all -> all.at(p, space.plane().frameOfReferenceUid()) instanceof SliceLink.Linked l
                        && l.slice() == slice).isPresent();
    }
}
