package loupe.core.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.measure.Quantity.Kind;
import loupe.core.plane.Phantom;
import loupe.core.plane.Plane;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MeasureTest {
    private static final Percentage MILLIONTH = Percentage.withPercentage(1e-4);
    private static final VoxelGrid GRID = Phantom.oblique(60, 50, 40);
    private static final Plane PLANE = Plane.ofSlice(GRID, 7);
    private static final ImageSpace SPACE = ImageSpace.of(PLANE, GRID);

    private static double value(Shape shape, Kind kind) {
        return quantity(new Measure(SPACE, shape), kind).value();
    }

    private static Quantity quantity(Measure measure, Kind kind) {
        return measure.quantities().stream().filter(q -> q.kind() == kind).findFirst().orElseThrow();
    }

    private static PatientVector v(double right, double down) {
        return PLANE.right().times(right).plus(PLANE.down().times(down));
    }

    private static List<PatientPoint> points(double... rightDown) {
        List<PatientPoint> out = new ArrayList<>();
        for (int i = 0; i < rightDown.length; i += 2) {
            out.add(PLANE.at(rightDown[i], rightDown[i + 1]));
        }
        return out;
    }

    private static Shape.Line line(double... ends) {
        return new Shape.Line(PLANE.at(ends[0], ends[1]), PLANE.at(ends[2], ends[3]));
    }

    @Nested
    class Numbers_of_drawings {
        @Test
        void lines_are_as_long_as_millimetres_say_on_unequal_pixels() {
            assertThat(value(line(1, 2, 4, 6), Kind.LENGTH)).isCloseTo(5, MILLIONTH);
            assertThat(value(new Shape.Line(GRID.toPatient(5, 5, 7), GRID.toPatient(35, 5 + 28 / 0.9, 7)), Kind.LENGTH))
                    .isCloseTo(35, MILLIONTH);
            assertThat(value(new Shape.Polyline(points(0, 0, 3, 4, 3, 16, -2, 4)), Kind.LENGTH)).isCloseTo(30, MILLIONTH);
        }

        @Test
        void angles_are_right_from_nearly_nothing_to_nearly_straight() {
            for (double degrees : new double[] {1e-5, 0.5, 30, 90, 135, 179.9999}) {
                double a = Math.toRadians(degrees);
                Shape angle = new Shape.Angle(
                        PLANE.at(20, 0), PLANE.at(0, 0), PLANE.at(15 * Math.cos(a), 15 * Math.sin(a)));
                assertThat(value(angle, Kind.ANGLE)).isCloseTo(degrees, within(1e-9));
            }
        }

        @Test
        void cobb_angles_are_given_both_ways_whichever_way_the_lines_are_drawn() {
            double a = Math.toRadians(35);
            for (int flip = 0; flip < 4; flip++) {
                double one = (flip & 1) == 0 ? 1 : -1;
                double other = (flip & 2) == 0 ? 1 : -1;
                Shape cobb = new Shape.Cobb(
                        line(0, 0, 20 * one, 0), line(5, 40, 5 + other * 18 * Math.cos(a), 40 + other * 18 * Math.sin(a)));
                assertThat(value(cobb, Kind.COBB_ANGLE)).isCloseTo(35, MILLIONTH);
                assertThat(value(cobb, Kind.COBB_OBTUSE)).isCloseTo(145, MILLIONTH);
            }
        }

        @Test
        void two_axes_cross_at_a_right_angle_or_are_refused() {
            Shape both = new Shape.Bidirectional(line(0, 0, 20, 0), line(8, -3, 8, 6));
            assertThat(value(both, Kind.LONG_AXIS)).isCloseTo(20, MILLIONTH);
            assertThat(value(both, Kind.SHORT_AXIS)).isCloseTo(9, MILLIONTH);
            Shape shortFirst = new Shape.Bidirectional(line(8, -3, 8, 6), line(0, 0, 20, 0));
            assertThat(value(shortFirst, Kind.LONG_AXIS)).as("whichever was drawn first").isCloseTo(20, MILLIONTH);
            assertThat(value(shortFirst, Kind.SHORT_AXIS)).isCloseTo(9, MILLIONTH);
            assertThat(new Measure(SPACE, shortFirst)).isEqualTo(new Measure(SPACE, both));
            double half = 9 * Math.tan(Math.toRadians(0.49));
            new Shape.Bidirectional(line(0, 0, 20, 0), line(8, -3, 8 + half, 6));
            double more = 9 * Math.tan(Math.toRadians(0.51));
            assertThatThrownBy(() -> new Shape.Bidirectional(line(0, 0, 20, 0), line(8, -3, 8 + more, 6)))
                    .hasMessageContaining("half a degree");
            assertThatThrownBy(() -> new Shape.Bidirectional(line(0, 0, 20, 0), line(8, 1, 8, 6))).hasMessageContaining("cross");
            assertThatThrownBy(() -> new Shape.Bidirectional(line(0, 0, 20, 0), line(21, -1, 21, 6)))
                    .hasMessageContaining("cross");
        }

        @Test
        void ellipses_circles_and_rectangles_have_area_and_edge_by_formula() {
            Region ellipse = new Region.Ellipse(PLANE.at(3, 4), v(12, 9), v(-6, 8));
            assertThat(value(ellipse, Kind.AREA)).isCloseTo(Math.PI * 150, MILLIONTH);
            // a = 15, b = 10: the integral of sqrt(a^2 sin^2 + b^2 cos^2) by a million trapezoids.
            double sum = 0;
            for (int i = 0; i < 1_000_000; i++) {
                double t = 2 * Math.PI * i / 1e6;
                sum += Math.hypot(15 * Math.sin(t), 10 * Math.cos(t));
            }
            assertThat(value(ellipse, Kind.PERIMETER)).isCloseTo(sum * 2 * Math.PI / 1e6, MILLIONTH);
            // The same ellipse by a pair of conjugate half-diameters.
            double c = Math.sqrt(0.5);
            Region conjugate = new Region.Ellipse(PLANE.at(3, 4), v(c * (12 - 6), c * (9 + 8)), v(c * (-12 - 6), c * (-9 + 8)));
            assertThat(value(conjugate, Kind.AREA)).isCloseTo(Math.PI * 150, MILLIONTH);
            assertThat(value(conjugate, Kind.PERIMETER)).isCloseTo(value(ellipse, Kind.PERIMETER), MILLIONTH);
            Region circle = new Region.Circle(PLANE.at(3, 4), 7);
            assertThat(value(circle, Kind.AREA)).isCloseTo(49 * Math.PI, MILLIONTH);
            assertThat(value(circle, Kind.PERIMETER)).isCloseTo(14 * Math.PI, MILLIONTH);
            Region flat = new Region.Ellipse(PLANE.at(0, 0), v(7, 0), v(0, 7));
            assertThat(value(flat, Kind.PERIMETER)).isCloseTo(14 * Math.PI, MILLIONTH);
            Region rectangle = new Region.Rectangle(PLANE.at(0, 0), v(12, 9), v(-6, 8));
            assertThat(value(rectangle, Kind.AREA)).isCloseTo(150, MILLIONTH);
            assertThat(value(rectangle, Kind.PERIMETER)).isCloseTo(50, MILLIONTH);
        }

        @Test
        void outlines_with_dents_have_their_area_whichever_way_round() {
            // A square of 30 less a triangle 30 wide and 20 high.
            List<PatientPoint> dented = points(10, 10, 40, 10, 40, 40, 25, 20, 10, 40);
            assertThat(value(new Region.Polygon(dented), Kind.AREA)).isCloseTo(600, MILLIONTH);
            assertThat(value(new Region.Freehand(dented.reversed()), Kind.AREA)).isCloseTo(600, MILLIONTH);
            assertThat(value(new Region.Polygon(dented), Kind.PERIMETER)).isCloseTo(90 + 50, MILLIONTH);
        }

        @Test
        void splines_have_the_area_of_their_cubic_curves() {
            SplittableRandom random = new SplittableRandom(41);
            for (int round = 0; round < 20; round++) {
                int n = 3 + random.nextInt(8);
                double[] at = new double[2 * n];
                for (int i = 0; i < n; i++) {
                    double r = random.nextDouble(10, 16);
                    at[2 * i] = r * Math.cos(2 * Math.PI * i / n);
                    at[2 * i + 1] = r * Math.sin(2 * Math.PI * i / n);
                }
                Region spline = new Region.Spline(points(at));
                assertThat(value(spline, Kind.AREA)).isCloseTo(Math.abs(bezierArea(at)), MILLIONTH);
                assertThat(value(spline, Kind.PERIMETER)).isCloseTo(bezierLength(at), MILLIONTH);
            }
        }

        /// Each span as a cubic of Bezier: 3/20 of six cross products and the chord's triangle.
        private double bezierArea(double[] at) {
            double sum = 0;
            for (double[] b : spans(at)) {
                double e = 6 * cross(b, 0, 1) + 3 * cross(b, 0, 2) + cross(b, 0, 3) + 3 * cross(b, 1, 2) + 3 * cross(b, 1, 3)
                        + 6 * cross(b, 2, 3);
                sum += e / 20;
            }
            return sum;
        }

        private double bezierLength(double[] at) {
            double sum = 0;
            for (double[] b : spans(at)) {
                double x = b[0];
                double y = b[1];
                for (int i = 1; i <= 4000; i++) {
                    double t = i / 4000.0;
                    double u = 1 - t;
                    double nx = u * u * u * b[0] + 3 * u * u * t * b[2] + 3 * u * t * t * b[4] + t * t * t * b[6];
                    double ny = u * u * u * b[1] + 3 * u * u * t * b[3] + 3 * u * t * t * b[5] + t * t * t * b[7];
                    sum += Math.hypot(nx - x, ny - y);
                    x = nx;
                    y = ny;
                }
            }
            return sum;
        }

        private List<double[]> spans(double[] at) {
            int n = at.length / 2;
            List<double[]> out = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                double[] b = new double[8];
                for (int k = 0; k < 2; k++) {
                    double p0 = at[2 * Math.floorMod(i - 1, n) + k];
                    double p1 = at[2 * i + k];
                    double p2 = at[2 * ((i + 1) % n) + k];
                    double p3 = at[2 * ((i + 2) % n) + k];
                    b[k] = p1;
                    b[2 + k] = p1 + (p2 - p0) / 6;
                    b[4 + k] = p2 - (p3 - p1) / 6;
                    b[6 + k] = p2;
                }
                out.add(b);
            }
            return out;
        }

        private double cross(double[] b, int i, int j) {
            return b[2 * i] * b[2 * j + 1] - b[2 * i + 1] * b[2 * j];
        }

        @Test
        void outlines_that_cross_themselves_or_enclose_nothing_are_refused() {
            assertThatThrownBy(() -> new Region.Polygon(points(0, 0, 10, 10, 10, 0, 0, 9))).hasMessageContaining("cross");
            assertThatThrownBy(() -> new Region.Freehand(points(0, 0, 10, 0, 10, 10, 5, -0.01, 0, 10)))
                    .hasMessageContaining("cross");
            assertThatThrownBy(() -> new Region.Polygon(points(0, 0, 10, 10))).hasMessageContaining("three");
            assertThatThrownBy(() -> new Region.Polygon(List.of(
                            new PatientPoint(0, 0, 0), new PatientPoint(1, 1, 1), new PatientPoint(2, 2, 2))))
                    .hasMessageContaining("enclose");
            assertThat(new Region.Freehand(points(0, 0, 0, 0, 10, 0, 10, 10, 10, 10, 0, 10, 0, 0)).points()).hasSize(4);
        }

        @Test
        void a_shape_beside_its_plane_is_refused() {
            PatientPoint off = PLANE.moved(0.01).at(3, 3);
            assertThatThrownBy(() -> new Measure(SPACE, new Shape.Line(PLANE.at(0, 0), off)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("on its plane");
        }
    }

    /// One of each shape, drawn anyhow around the plane's origin, from 6 to 30 mm large.
    static List<Shape> anyShapes(Plane plane, SplittableRandom random) {
        double x = random.nextDouble(10, 20);
        double y = random.nextDouble(10, 20);
        double a = random.nextDouble(6, 10);
        double b = random.nextDouble(6, 10);
        double t = random.nextDouble(7);
        PatientVector one = plane.right().times(Math.cos(t)).plus(plane.down().times(Math.sin(t)));
        PatientVector other = plane.normal().cross(one);
        PatientPoint c = plane.at(x, y);
        List<PatientPoint> star = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            double r = random.nextDouble(7, 10);
            star.add(c.plus(one.times(r * Math.cos(i * 0.69))).plus(other.times(r * Math.sin(i * 0.69))));
        }
        Shape.Line first = new Shape.Line(c.plus(one.times(-a)), c.plus(one.times(a)));
        Shape.Line second = new Shape.Line(c.plus(other.times(-b / 2)), c.plus(other.times(b / 2)));
        return List.of(
                first,
                new Shape.Polyline(star),
                new Shape.Angle(star.get(0), star.get(3), star.get(6)),
                new Shape.Cobb(first, new Shape.Line(star.get(0), star.get(4))),
                new Shape.Bidirectional(first, second),
                new Region.Ellipse(c, one.times(a), other.times(b)),
                new Region.Circle(c, a),
                new Region.Rectangle(c, one.times(a), other.times(b)),
                new Region.Polygon(star),
                new Region.Freehand(star),
                new Region.Spline(star));
    }

    @Nested
    class The_same_number {
        @Test
        void comes_from_every_way_the_plane_is_turned_mirrored_or_shifted() {
            SplittableRandom random = new SplittableRandom(42);
            for (int i = 0; i < 50; i++) {
                Plane plane = Phantom.plane(GRID.toPatient(30, 25, 20), random);
                List<Shape> shapes = anyShapes(plane, random);
                PatientPoint pivot = plane.at(random.nextDouble(-50, 50), 9);
                Plane turned = plane.turned(pivot, plane.normal(), random.nextDouble(7));
                for (Plane other : new Plane[] {turned, plane.mirrored(), turned.mirrored(), plane.through(plane.at(400, -90))}) {
                    for (Shape s : shapes) {
                        same(new Measure(ImageSpace.of(plane, GRID), s), new Measure(ImageSpace.of(other, GRID), s), 1e-12);
                    }
                }
            }
        }

        @Test
        void comes_after_the_whole_frame_was_moved_and_turned() {
            SplittableRandom random = new SplittableRandom(43);
            for (int i = 0; i < 50; i++) {
                Plane plane = Phantom.plane(new PatientPoint(0, 0, 0), random);
                long seed = random.nextLong();
                Plane away = plane.turned(new PatientPoint(90, -300, 12), Phantom.direction(random), random.nextDouble(7));
                ImageSpace here = new ImageSpace(plane, 1, new Scale.Patient());
                ImageSpace there = new ImageSpace(away, 1, new Scale.Patient());
                List<Shape> one = anyShapes(plane, new SplittableRandom(seed));
                List<Shape> other = anyShapes(away, new SplittableRandom(seed));
                for (int k = 0; k < one.size(); k++) {
                    same(new Measure(here, one.get(k)), new Measure(there, other.get(k)), 1e-9);
                }
            }
        }

        @Test
        void comes_from_points_written_in_single_precision_and_read_again_within_a_ten_thousandth() {
            SplittableRandom random = new SplittableRandom(44);
            for (int i = 0; i < 100; i++) {
                List<PatientPoint> star = ((Shape.Polyline) anyShapes(PLANE, random).get(1)).points();
                List<PatientPoint> read = star.stream()
                        .map(p -> new PatientPoint((float) p.xMm(), (float) p.yMm(), (float) p.zMm()))
                        .toList();
                same(new Measure(SPACE, new Shape.Polyline(star)), new Measure(SPACE, new Shape.Polyline(read)), 2e-6);
                same(new Measure(SPACE, new Region.Polygon(star)), new Measure(SPACE, new Region.Polygon(read)), 2e-5);
                List<PatientPoint> text = star.stream()
                        .map(p -> new PatientPoint(again(p.xMm()), again(p.yMm()), again(p.zMm())))
                        .toList();
                same(new Measure(SPACE, new Region.Spline(star)), new Measure(SPACE, new Region.Spline(text)), 0);
            }
        }

        private double again(double v) {
            return Double.parseDouble(Double.toString(v));
        }

        private void same(Measure one, Measure other, double relative) {
            List<Quantity> a = one.quantities();
            List<Quantity> b = other.quantities();
            assertThat(a).isNotEmpty().hasSameSizeAs(b);
            for (int i = 0; i < a.size(); i++) {
                assertThat(b.get(i).kind()).isEqualTo(a.get(i).kind());
                assertThat(b.get(i).unit()).isEqualTo(a.get(i).unit());
                assertThat(b.get(i).value()).isCloseTo(a.get(i).value(), within(relative * a.get(i).value()));
                assertThat(b.get(i).error()).isCloseTo(a.get(i).error(), within((relative + 1e-9) * a.get(i).error()));
            }
        }
    }

    @Nested
    class The_band_of_error {
        @Test
        void is_one_pixel_diagonal_of_a_length_on_a_stored_slice() {
            double diagonal = Math.hypot(0.7, 0.9);
            assertThat(SPACE.pixelDiagonal()).isCloseTo(diagonal, MILLIONTH);
            assertThat(quantity(new Measure(SPACE, line(0, 0, 20, 0)), Kind.LENGTH).error()).isCloseTo(diagonal, MILLIONTH);
            Shape angle = new Shape.Angle(PLANE.at(20, 0), PLANE.at(0, 0), PLANE.at(0, 10));
            double error = Math.toDegrees(Math.asin(diagonal / 20) + Math.asin(diagonal / 10));
            assertThat(quantity(new Measure(SPACE, angle), Kind.ANGLE).error()).isCloseTo(error, MILLIONTH);
            Region circle = new Region.Circle(PLANE.at(0, 0), 10);
            double h = diagonal / 2;
            assertThat(quantity(new Measure(SPACE, circle), Kind.AREA).error())
                    .isCloseTo(Math.PI * ((10 + h) * (10 + h) - 100), MILLIONTH);
        }

        @Test
        void holds_every_number_whose_ends_were_put_within_half_a_pixel_diagonal() {
            SplittableRandom random = new SplittableRandom(45);
            double h = SPACE.pixelDiagonal() / 2;
            for (int i = 0; i < 300; i++) {
                for (Shape s : anyShapes(PLANE, random)) {
                    Shape moved = shaken(s, h, random);
                    List<Quantity> is = new Measure(SPACE, s).quantities();
                    List<Quantity> was = new Measure(SPACE, moved).quantities();
                    for (int k = 0; k < is.size(); k++) {
                        assertThat(Math.abs(is.get(k).value() - was.get(k).value()))
                                .as("%s of %s", is.get(k).kind(), s.getClass().getSimpleName())
                                .isLessThanOrEqualTo(is.get(k).error());
                    }
                }
            }
        }

        private PatientPoint shaken(PatientPoint p, double h, SplittableRandom random) {
            double a = random.nextDouble(7);
            double r = random.nextInt(3) == 0 ? random.nextDouble(h) : h;
            return p.plus(v(r * Math.cos(a), r * Math.sin(a)));
        }

        private List<PatientPoint> shaken(List<PatientPoint> points, double h, SplittableRandom random) {
            return points.stream().map(p -> shaken(p, h, random)).toList();
        }

        private Shape.Line shaken(Shape.Line l, double h, SplittableRandom random) {
            return new Shape.Line(shaken(l.from(), h, random), shaken(l.to(), h, random));
        }

        private Shape shaken(Shape shape, double h, SplittableRandom random) {
            return switch (shape) {
                case Shape.Line l -> shaken(l, h, random);
                case Shape.Polyline p -> new Shape.Polyline(shaken(p.points(), h, random));
                case Shape.Angle a -> new Shape.Angle(
                        shaken(a.oneEnd(), h, random), shaken(a.vertex(), h, random), shaken(a.otherEnd(), h, random));
                case Shape.Cobb c -> new Shape.Cobb(shaken(c.one(), h, random), shaken(c.other(), h, random));
                case Shape.Bidirectional b -> b;
                case Shape.Probe p -> p;
                case Shape.Arrow a -> a;
                case Shape.Note n -> n;
                case Region.Ellipse e -> {
                    Shape.Line one =
                            shaken(new Shape.Line(e.centre().plus(e.one().times(-1)), e.centre().plus(e.one())), h, random);
                    Shape.Line two =
                            shaken(new Shape.Line(e.centre().plus(e.other().times(-1)), e.centre().plus(e.other())), h, random);
                    yield new Region.Ellipse(e.centre(), one.along().times(0.5), two.along().times(0.5));
                }
                case Region.Circle c -> {
                    Shape.Line across = shaken(
                            new Shape.Line(c.centre().plus(v(-c.radius(), 0)), c.centre().plus(v(c.radius(), 0))), h, random);
                    yield new Region.Circle(c.centre(), across.along().lengthMm() / 2);
                }
                case Region.Rectangle r -> {
                    PatientVector to = shaken(r.corner().plus(r.one()).plus(r.other()), h, random)
                            .minus(shaken(r.corner(), h, random));
                    PatientVector a = r.one().unit();
                    PatientVector b = r.other().unit();
                    yield new Region.Rectangle(r.corner(), a.times(to.dot(a)), b.times(to.dot(b)));
                }
                case Region.Polygon p -> new Region.Polygon(shaken(p.points(), h, random));
                case Region.Freehand f -> new Region.Freehand(shaken(f.points(), h, random));
                case Region.Spline s -> new Region.Spline(shaken(s.points(), h, random));
            };
        }
    }
}
