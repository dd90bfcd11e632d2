package loupe.core.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.dicom.value.UltrasoundRegion;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;

/// Which region of an ultrasound image a shape lies in (DICOM PS3.3 C.8.5.5.1.3).
///
/// It must lie in one region with all its points. Of several around it one of high priority counts. Where a region that is at least
/// as high has another scale and holds one of its points, no scale holds.
final class RegionChoice {
    private static final int ROUND = 32;

    private final Scale.Regions all;

    RegionChoice(Scale.Regions all) {
        this.all = all;
    }

    Scale of(Shape shape) {
        if (!all.fit()) {
            return new Scale.NoRegion(Scale.Why.BEYOND);
        }
        List<PatientPoint> points = outline(shape);
        List<UltrasoundRegion> around =
                all.regions().stream().filter(r -> points.stream().allMatch(p -> holds(r, p))).toList();
        Optional<UltrasoundRegion> chosen =
                around.stream().filter(r -> !r.lowPriority()).findFirst().or(() -> around.stream().findFirst());
        if (chosen.isPresent() && undisputed(chosen.get(), points)) {
            return new Scale.InRegion(chosen.get());
        }
        boolean outside = points.stream().noneMatch(p -> all.regions().stream().anyMatch(r -> holds(r, p)));
        return new Scale.NoRegion(outside ? Scale.Why.OUTSIDE : Scale.Why.CROSSES);
    }

    private boolean undisputed(UltrasoundRegion chosen, List<PatientPoint> points) {
        return all.regions().stream()
                .filter(r -> !r.lowPriority() || chosen.lowPriority())
                .filter(r -> !r.sameScale(chosen))
                .noneMatch(r -> points.stream().anyMatch(p -> holds(r, p)));
    }

    private boolean holds(UltrasoundRegion r, PatientPoint p) {
        return r.holds(p.xMm() / all.columnUnit(), p.yMm() / all.rowUnit());
    }

    private static List<PatientPoint> outline(Shape shape) {
        return switch (shape) {
            case Region.Circle c ->
                round(c.centre(), new PatientVector(c.radius(), 0, 0), new PatientVector(0, c.radius(), 0));
            case Region.Ellipse e -> round(e.centre(), e.one(), e.other());
            case Region.Spline s -> s.curve();
            default -> shape.points();
        };
    }

    private static List<PatientPoint> round(PatientPoint centre, PatientVector one, PatientVector other) {
        List<PatientPoint> out = new ArrayList<>();
        for (int i = 0; i < ROUND; i++) {
            double t = 2 * Math.PI * i / ROUND;
            out.add(centre.plus(one.times(Math.cos(t))).plus(other.times(Math.sin(t))));
        }
        return out;
    }
}
