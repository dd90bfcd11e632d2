package loupe.app.measures;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.app.tool.DrawingTool;
import loupe.app.tool.ImageMark;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.measure.Annotation;
import loupe.core.measure.Measure;
import loupe.core.measure.Region;
import loupe.core.measure.Shape;
import loupe.core.plane.Plane;

/// Drawings as marks on the image of a view.
public final class ImageMarks {
    private static final int ROUND = 96;
    private static final double HEAD = 0.18;

    private final ViewSite site;

    /// @param site where the image lies
    public ImageMarks(ViewSite site) {
        this.site = site;
    }

    ImageMark of(Annotation a, String text, boolean selected) {
        return new ImageMark(
                a.id(), paths(a.measure().shape()), places(DrawingTool.handles(a.measure().shape(), a.measure().space().plane())),
                text, selected);
    }

    /// What is not kept yet.
    ImageMark of(Shape shape) {
        String text = String.join("\n", MeasureWords.numbers(new Measure(site.space(), shape)));
        return new ImageMark("", paths(shape), List.of(), text, true);
    }

    /// An outline that waits to be taken, with its handles.
    ImageMark waiting(Shape shape) {
        return new ImageMark("", paths(shape), places(DrawingTool.handles(shape, site.space().plane())), "", true);
    }

    /// Points that make no shape yet.
    ImageMark of(List<PatientPoint> points) {
        return new ImageMark("", List.of(places(points)), List.of(), "", true);
    }

    /// Places that were clicked, without a line between them.
    ImageMark clicked(List<PatientPoint> points) {
        return new ImageMark("", List.of(), places(points), "", true);
    }

    private List<ImageMark.Place> places(List<PatientPoint> points) {
        Plane plane = site.space().plane();
        return points.stream()
                .map(p -> new ImageMark.Place(site.raster().column(plane, p), site.raster().row(plane, p)))
                .toList();
    }

    /// A shape as lines on the image.
    public List<List<ImageMark.Place>> paths(Shape shape) {
        return curves(shape).stream().map(this::places).toList();
    }

    private List<List<PatientPoint>> curves(Shape shape) {
        Plane plane = site.space().plane();
        return switch (shape) {
            case Shape.Line l -> List.of(l.points());
            case Shape.Polyline p -> List.of(p.points());
            case Shape.Angle a -> List.of(a.points());
            case Shape.Cobb c -> List.of(c.one().points(), c.other().points());
            case Shape.Bidirectional b -> List.of(b.longAxis().points(), b.shortAxis().points());
            case Shape.Probe p -> cross(p.at());
            case Shape.Note n -> cross(n.at());
            case Shape.Arrow a -> arrow(a);
            case Region.Ellipse e -> List.of(round(e.centre(), e.one(), e.other()));
            case Region.Circle c ->
                List.of(round(c.centre(), plane.right().times(c.radius()), plane.down().times(c.radius())));
            case Region.Rectangle r -> List.of(closed(r.points()));
            case Region.Polygon p -> List.of(closed(p.points()));
            case Region.Freehand f -> List.of(closed(f.points()));
            case Region.Spline s -> List.of(closed(s.curve()));
        };
    }

    private static List<PatientPoint> closed(List<PatientPoint> points) {
        List<PatientPoint> out = new ArrayList<>(points);
        out.add(points.getFirst());
        return out;
    }

    private static List<PatientPoint> round(PatientPoint centre, PatientVector one, PatientVector other) {
        List<PatientPoint> out = new ArrayList<>();
        for (int i = 0; i <= ROUND; i++) {
            double t = 2 * Math.PI * i / ROUND;
            out.add(centre.plus(one.times(Math.cos(t))).plus(other.times(Math.sin(t))));
        }
        return out;
    }

    private List<List<PatientPoint>> cross(PatientPoint at) {
        Plane plane = site.space().plane();
        double arm = 2 * site.space().pixelDiagonal();
        return List.of(
                List.of(at.plus(plane.right().times(-arm)), at.plus(plane.right().times(arm))),
                List.of(at.plus(plane.down().times(-arm)), at.plus(plane.down().times(arm))));
    }

    private List<List<PatientPoint>> arrow(Shape.Arrow a) {
        PatientVector back = a.tail().minus(a.tip()).times(HEAD);
        PatientVector side = site.space().plane().normal().cross(back).times(0.5);
        return List.of(
                a.points(),
                List.of(a.tip().plus(back).plus(side), a.tip(), a.tip().plus(back).plus(side.times(-1))));
    }

    /// Axes of the finding in hand; nobody's drawing, so it cannot be taken hold of.
    private static ImageMark axes(LesionViewModel lesion, List<double[]> ends) {
        List<ImageMark.Place> p = ends.stream().map(e -> new ImageMark.Place(e[0], e[1])).toList();
        return new ImageMark(
                "", List.of(p.subList(0, 2), p.subList(2, 4)), List.of(),
                lesion.finding().orElse("") + "\n" + String.join("\n", lesion.lines()), false);
    }

    /// The drawings on the image of a view.
    static List<ImageMark> of(Optional<ViewSite> site, MeasuresViewModel measures) {
        List<ImageMark> out = new ArrayList<>();
        site.ifPresent(s -> {
            ImageMarks marks = new ImageMarks(s);
            measures.lesion().on(s).ifPresent(ends -> out.add(axes(measures.lesion(), ends)));
            for (Annotation a : measures.annotations()) {
                if (s.contains(a)) {
                    boolean selected = measures.selectedProperty().get().filter(a.id()::equals).isPresent();
                    out.add(marks.of(a, MeasureWords.beside(a, measures.values(a), measures.isMissed(a)), selected));
                }
            }
            measures.unsaved().stream().filter(d -> d.place().equals(s.place()) && d.measure().space().equals(s.space()))
                    .forEach(d -> out.add(marks.of(d.measure().shape())));
        });
        return out;
    }
}
