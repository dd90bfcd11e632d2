package loupe.core.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import loupe.core.encoding.Encoding;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.plane.Plane;
import org.junit.jupiter.api.Test;

/// Every tool's numbers, on generated shapes, whichever way the plane is turned, mirrored or moved in itself, and after a reload.
class OneNumberInEveryViewTest {
    /// An oblique stack with oblong voxels.
    private static final VoxelGrid GRID = new VoxelGrid(
            64, 48, 20, new PatientPoint(-31.7, 12.4, 803.1), new PatientVector(0, 0.9, 0), new PatientVector(0.56, 0, -0.42),
            new PatientVector(-1.5, 0, -2), "2.25.3");

    private static PatientPoint place(Plane plane, SplittableRandom random) {
        return plane.at(random.nextDouble(1, 55), random.nextDouble(1, 30));
    }

    /// One of each tool on a plane.
    private static List<Shape> shapes(Plane plane, SplittableRandom random) {
        PatientPoint middle = place(plane, random);
        double tilt = random.nextDouble(2 * Math.PI);
        PatientVector u = plane.right().times(Math.cos(tilt)).plus(plane.down().times(Math.sin(tilt)));
        PatientVector v = plane.right().times(-Math.sin(tilt)).plus(plane.down().times(Math.cos(tilt)));
        List<PatientPoint> star = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            double t = 2 * Math.PI * i / 7;
            double r = random.nextDouble(4, 6);
            star.add(middle.plus(u.times(r * Math.cos(t))).plus(v.times(r * Math.sin(t))));
        }
        Shape.Line line = new Shape.Line(middle, middle.plus(u.times(random.nextDouble(2, 20))));
        Shape.Line square = new Shape.Line(middle.plus(u).plus(v.times(-3)), middle.plus(u).plus(v.times(random.nextDouble(1, 9))));
        return List.of(
                line, new Shape.Polyline(star), new Shape.Angle(place(plane, random), middle, place(plane, random)),
                new Shape.Cobb(line, new Shape.Line(place(plane, random), place(plane, random))),
                new Shape.Bidirectional(line, square), new Shape.Probe(middle), new Shape.Arrow(middle, place(plane, random)),
                new Shape.Note(middle), new Region.Ellipse(middle, u.times(random.nextDouble(1, 9)), v.times(random.nextDouble(1, 9))),
                new Region.Circle(middle, random.nextDouble(1, 9)), new Region.Rectangle(middle, u.times(7), v.times(3)),
                new Region.Polygon(star), new Region.Freehand(star), new Region.Spline(star));
    }

    private static Plane otherView(Plane plane, SplittableRandom random) {
        Plane moved = new Plane(
                plane.at(random.nextDouble(-90, 90), random.nextDouble(-90, 90)), plane.right(), plane.down(),
                plane.frameOfReferenceUid());
        Plane turned = moved.turned(moved.origin(), plane.normal(), random.nextDouble(2 * Math.PI));
        return random.nextBoolean() ? turned.mirrored() : turned;
    }

    private static Plane plane(SplittableRandom random) {
        Plane slice = Plane.ofSlice(GRID, random.nextInt(20));
        return random.nextBoolean()
                ? slice
                : slice.turned(slice.at(30, 20), slice.right().plus(slice.down().times(0.3)), random.nextDouble(-1, 1));
    }

    @Test
    void lengths_angles_areas_and_their_errors_are_one() {
        SplittableRandom random = new SplittableRandom(13);
        for (int round = 0; round < 100; round++) {
            Plane plane = plane(random);
            ImageSpace space = ImageSpace.of(plane, GRID);
            for (Shape s : shapes(plane, random)) {
                List<Quantity> here = new Measure(space, s).quantities();
                List<Quantity> there = new Measure(ImageSpace.of(otherView(plane, random), GRID), s).quantities();
                assertThat(there).extracting(Quantity::kind).isEqualTo(here.stream().map(Quantity::kind).toList());
                for (int i = 0; i < here.size(); i++) {
                    double near = 1e-6 * Math.max(1, here.get(i).value());
                    assertThat(there.get(i).value()).as("%s", s).isCloseTo(here.get(i).value(), within(near));
                    assertThat(there.get(i).error()).as("%s", s).isCloseTo(here.get(i).error(), within(1e-4));
                }
            }
        }
    }

    @Test
    void numbers_are_the_same_to_the_last_bit_after_a_reload() throws IOException {
        SplittableRandom random = new SplittableRandom(17);
        for (int round = 0; round < 30; round++) {
            Plane plane = plane(random);
            for (Shape s : shapes(plane, random)) {
                Annotation drawn = new Annotation(
                        "M1", "2.25.1", new Annotation.Place("2.25.2", "2.25.4", 0, true),
                        new Measure(ImageSpace.of(plane, GRID), s), 0, "", Optional.empty(), "reader", Instant.EPOCH);
                Annotation read = Encoding.decode(Encoding.encode("annotation", 1, drawn), "annotation", 1, Annotation.class);
                assertThat(read).isEqualTo(drawn);
                assertThat(read.measure().quantities()).isEqualTo(drawn.measure().quantities());
            }
        }
    }
}
