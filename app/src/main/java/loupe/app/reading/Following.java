package loupe.app.reading;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import loupe.app.viewer.ImageLine;
import loupe.app.viewer.ShownSeries;
import loupe.app.viewer.ViewerViewModel;
import loupe.app.viewer.tool.ViewState;
import loupe.core.geometry.PatientPoint;
import loupe.core.plane.OffsetLink;
import loupe.core.plane.Plane;
import loupe.core.plane.Raster;
import loupe.core.plane.ReferenceLine;
import loupe.core.plane.SliceLink;
import loupe.core.plane.SlicePositions;
import loupe.core.render.Viewport;

/// What one view shows when another moves: by frame of reference, in millimetres along the normal; by an offset a person set where
/// the frames of reference differ; not at all where the planes lie another way. For the toolkit's thread.
final class Following {
    private final Map<ViewerViewModel, Place> places = new HashMap<>();
    private final Map<ViewerViewModel, Anchor> anchors = new LinkedHashMap<>();

    /// Where the images of the series a view shows lie; worked out once a series, not with every turn of the wheel.
    private record Place(ShownSeries series, Optional<SlicePositions> positions) {}

    /// Where a view stood when a person linked it by hand. It holds for every series on the same frame of reference.
    private record Anchor(SlicePositions positions, int slice) {
        String frameOfReferenceUid() {
            return positions.plane(slice).frameOfReferenceUid();
        }
    }

    /// Links views by where they stand now.
    void linkHere(Iterable<ViewerViewModel> views) {
        anchors.clear();
        for (ViewerViewModel v : views) {
            positions(v).ifPresent(p -> anchors.put(v, new Anchor(p, v.stateProperty().get().slice())));
        }
    }

    private Optional<SlicePositions> positions(ViewerViewModel v) {
        ShownSeries shown = v.currentProperty().get();
        Place place = places.get(v);
        if (place == null || place.series != shown) {
            place = new Place(shown, shown.positions());
            places.put(v, place);
        }
        return place.positions;
    }

    /// The slice a view follows another to; empty where it does not follow.
    OptionalInt slice(ViewerViewModel leader, ViewerViewModel follower) {
        Optional<SlicePositions> from = positions(leader);
        Optional<SlicePositions> to = positions(follower);
        if (from.isEmpty() || to.isEmpty()) {
            return OptionalInt.empty();
        }
        int at = leader.stateProperty().get().slice();
        SliceLink link = to.get().follow(from.get().plane(at));
        if (link instanceof SliceLink.NotLinked n && n.why() == SliceLink.Reason.OTHER_FRAME_OF_REFERENCE) {
            link = byHand(leader, follower).map(o -> o.follow(from.get(), at, to.get())).orElse(link);
        }
        return link instanceof SliceLink.Linked l ? OptionalInt.of(l.slice()) : OptionalInt.empty();
    }

    private Optional<OffsetLink> byHand(ViewerViewModel leader, ViewerViewModel follower) {
        return anchor(leader).flatMap(from -> anchor(follower)
                .map(to -> OffsetLink.between(from.positions, from.slice, to.positions, to.slice)));
    }

    /// The view's own, else one of another view on the frame of reference of what it shows now.
    private Optional<Anchor> anchor(ViewerViewModel v) {
        String frame = frameOfReference(v);
        return Stream.concat(Stream.ofNullable(anchors.get(v)), anchors.values().stream())
                .filter(a -> a.frameOfReferenceUid().equals(frame))
                .findFirst();
    }

    /// The part of its image a view shows when it follows another's pan and zoom: as large in millimetres, about the same point.
    Optional<Viewport> part(ViewerViewModel leader, ViewerViewModel follower) {
        ViewState from = leader.stateProperty().get();
        ViewState to = follower.stateProperty().get();
        if (from.viewport().isEmpty() || to.viewport().isEmpty() || slice(leader, follower).isEmpty()) {
            return Optional.empty();
        }
        Viewport v = from.viewport().get();
        Viewport own = to.viewport().get();
        PatientPoint middle = raster(leader).toPatient(plane(leader), v.centreColumn(), v.centreRow());
        Plane plane = plane(follower);
        Raster raster = raster(follower);
        return Optional.of(new Viewport(
                own.width(), own.height(), v.pixelsPerMm(), raster.column(plane, middle), raster.row(plane, middle),
                own.columnMm(), own.rowMm(), own.transform()));
    }

    /// Where a view's plane cuts another's image.
    Optional<ImageLine> line(ViewerViewModel cutting, ViewerViewModel image) {
        if (positions(cutting).isEmpty() || positions(image).isEmpty()) {
            return Optional.empty();
        }
        Plane plane = plane(image);
        Raster raster = raster(image);
        return ReferenceLine.of(plane, raster, plane(cutting), raster(cutting))
                .map(l -> new ImageLine(
                        raster.column(plane, l.from()), raster.row(plane, l.from()),
                        raster.column(plane, l.to()), raster.row(plane, l.to())));
    }

    /// The slice of a view that goes through a point; empty where none does.
    OptionalInt through(PatientPoint point, String frameOfReferenceUid, ViewerViewModel view) {
        return positions(view).map(p -> p.through(point, frameOfReferenceUid)).orElse(OptionalInt.empty());
    }

    /// The point under a pixel of a view; empty where the view knows no place.
    Optional<PatientPoint> point(ViewerViewModel view, double column, double row) {
        return positions(view).map(p -> raster(view).toPatient(plane(view), column, row));
    }

    /// The point in the middle of a view's image; empty where the view knows no place.
    Optional<PatientPoint> middle(ViewerViewModel view) {
        return positions(view).map(p -> {
            Raster r = raster(view);
            return r.toPatient(plane(view), (r.columns() - 1) / 2.0, (r.rows() - 1) / 2.0);
        });
    }

    /// The column of a view's image a point of the patient lies at; for views that know their place.
    double column(ViewerViewModel view, PatientPoint p) {
        return raster(view).column(plane(view), p);
    }

    /// The row of a view's image a point of the patient lies at; for views that know their place.
    double row(ViewerViewModel view, PatientPoint p) {
        return raster(view).row(plane(view), p);
    }

    /// Frame of reference of what a view shows; empty where it knows no place.
    String frameOfReference(ViewerViewModel view) {
        return positions(view).map(p -> plane(view).frameOfReferenceUid()).orElse("");
    }

    private Plane plane(ViewerViewModel v) {
        return positions(v).orElseThrow().plane(v.stateProperty().get().slice());
    }

    private static Raster raster(ViewerViewModel v) {
        return v.currentProperty().get().raster();
    }
}
