package loupe.app.reading;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.app.viewer.ShownSeries;
import loupe.app.viewer.ViewerViewModel;
import loupe.app.viewer.picture.Planes;
import loupe.app.viewer.tool.ViewState;
import loupe.core.geometry.PatientPoint;
import loupe.core.plane.Axis;
import loupe.core.plane.Crosshair;
import loupe.core.plane.Plane;
import loupe.core.plane.Raster;
import loupe.core.plane.Slab;
import loupe.core.render.Viewport;

/// Three views whose planes stand at right angles and are turned together. For the toolkit's thread.
final class ThreePlanes {
    private final Map<Axis, ViewerViewModel> views = new EnumMap<>(Axis.class);

    ThreePlanes(ViewerViewModel axial, ViewerViewModel sagittal, ViewerViewModel coronal) {
        views.put(Axis.AXIAL, axial);
        views.put(Axis.SAGITTAL, sagittal);
        views.put(Axis.CORONAL, coronal);
    }

    /// The first three views that show one stack from three sides; empty where none do.
    static Optional<ThreePlanes> among(List<ViewerViewModel> views) {
        for (ViewerViewModel first : views) {
            Map<Axis, ViewerViewModel> found = new EnumMap<>(Axis.class);
            for (ViewerViewModel v : views) {
                planes(v).filter(p -> planes(first).filter(q -> q.stack().equals(p.stack())).isPresent())
                        .ifPresent(p -> found.putIfAbsent(p.reformat().axis(), v));
            }
            if (found.size() == Axis.values().length) {
                return Optional.of(new ThreePlanes(found));
            }
        }
        return Optional.empty();
    }

    private ThreePlanes(Map<Axis, ViewerViewModel> found) {
        views.putAll(found);
    }

    /// Whether the views still show the three planes of one stack.
    boolean shown(List<ViewerViewModel> among) {
        return views.entrySet().stream().allMatch(e -> among.contains(e.getValue())
                && planes(e.getValue()).filter(p -> p.reformat().axis() == e.getKey()).isPresent())
                && views.values().stream().map(v -> planes(v).orElseThrow().stack()).distinct().count() == 1;
    }

    private static Optional<Planes> planes(ViewerViewModel v) {
        return v.currentProperty().get().planes();
    }

    /// The direction of looking of one of the views; empty for any other view.
    Optional<Axis> axis(ViewerViewModel view) {
        return views.entrySet().stream().filter(e -> e.getValue() == view).map(Map.Entry::getKey).findFirst();
    }

    ViewerViewModel view(Axis axis) {
        return views.getOrDefault(axis, views.values().iterator().next());
    }

    /// The other directions of looking.
    List<Axis> others(Axis axis) {
        List<Axis> out = new ArrayList<>(views.keySet());
        out.remove(axis);
        return out;
    }

    /// Whether any of the planes does not lie straight.
    boolean turned() {
        return views.values().stream().anyMatch(v -> planes(v).orElseThrow().reformat().isOblique());
    }

    /// Where the planes meet now.
    Crosshair crosshair() {
        return Crosshair.of(plane(Axis.AXIAL), plane(Axis.CORONAL), plane(Axis.SAGITTAL));
    }

    private Slab slab(Axis axis) {
        ViewerViewModel v = view(axis);
        return planes(v).orElseThrow().reformat().slabs().get(v.stateProperty().get().slice());
    }

    private Plane plane(Axis axis) {
        return slab(axis).plane();
    }

    /// Turns the planes of the other two views about where all meet; the view itself stays.
    void turn(Axis in, double radians) {
        Crosshair turned = crosshair().turned(in, radians);
        others(in).forEach(a -> cut(a, turned.plane(a), turned.point()));
    }

    /// Sets all planes straight where they meet; thickness, window and part shown stay.
    void straighten() {
        Crosshair now = crosshair();
        Crosshair straight = Crosshair.at(now.point(), now.axial().frameOfReferenceUid());
        views.keySet().forEach(a -> cut(a, straight.plane(a), now.point()));
    }

    /// Cuts a view's planes another way; a point stays where it is on the screen.
    private void cut(Axis axis, Plane plane, PatientPoint fixed) {
        ViewerViewModel view = view(axis);
        ViewState before = view.stateProperty().get();
        Slab old = slab(axis);
        Raster was = view.currentProperty().get().raster();
        ShownSeries next = view.currentProperty().get().along(new Slab(plane, old.thicknessMm(), old.projection()));
        Raster raster = next.raster();
        int slice = nearest(next, fixed);
        Plane on = next.planes().orElseThrow().reformat().slabs().get(slice).plane();
        Optional<Viewport> part = before.viewport().map(v -> {
            double column = was.column(old.plane(), fixed);
            double row = was.row(old.plane(), fixed);
            return new Viewport(
                            v.width(), v.height(), v.pixelsPerMm(), raster.column(on, fixed), raster.row(on, fixed),
                            raster.columnMm(), raster.rowMm(), v.transform())
                    .panned(v.xOf(column, row) - v.width() / 2.0, v.yOf(column, row) - v.height() / 2.0);
        });
        view.show(next, new ViewState(
                slice, next.places().size(), before.window(), before.inverted(), part, part.isEmpty(), before.transform()));
    }

    private static int nearest(ShownSeries series, PatientPoint p) {
        List<Slab> slabs = series.planes().orElseThrow().reformat().slabs();
        int best = 0;
        for (int i = 1; i < slabs.size(); i++) {
            if (Math.abs(slabs.get(i).plane().depthMm(p)) < Math.abs(slabs.get(best).plane().depthMm(p))) {
                best = i;
            }
        }
        return best;
    }
}
