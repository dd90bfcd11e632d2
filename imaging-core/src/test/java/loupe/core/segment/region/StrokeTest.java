package loupe.core.segment.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.measure.DrawnVoxels;
import loupe.core.measure.Region;
import loupe.core.plane.Axis;
import loupe.core.plane.Phantom;
import loupe.core.plane.Plane;
import loupe.core.segment.Mask;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Counts of voxels worked out by hand, and a walk over every voxel of grids that turn, lean and have unequal steps.
class StrokeTest {
    private static final VoxelGrid UNIT = Phantom.cubic(41, 1);

    private static EditRegion.DiscStroke disc(VoxelGrid g, int slice, double radius, PatientPoint... trail) {
        return new EditRegion.DiscStroke(Plane.ofSlice(g, slice), List.of(trail), radius, 0);
    }

    private static List<PatientPoint> straight(PatientPoint a, PatientPoint b, int pieces) {
        return IntStream.rangeClosed(0, pieces)
                .mapToObj(i -> a.plus(b.minus(a).times((double) i / pieces)))
                .toList();
    }

    private static List<VoxelGrid> grids() {
        return List.of(Phantom.oblique(40, 33, 20), Phantom.leaning(35, 40, 18), UNIT);
    }

    private static PatientPoint somewhere(VoxelGrid g, SplittableRandom random) {
        return g.toPatient(
                random.nextDouble(-3, g.columns() + 2),
                random.nextDouble(-3, g.rows() + 2),
                random.nextDouble(-3, g.slices() + 2));
    }

    /// Distance of a place from the way, in the patient.
    private static double fromWay(PatientPoint p, List<PatientPoint> way) {
        double least = Double.MAX_VALUE;
        for (int i = 0; i < way.size(); i++) {
            PatientPoint a = way.get(Math.max(0, i - 1));
            PatientPoint b = way.get(i);
            double length2 = b.minus(a).dot(b.minus(a));
            double t = length2 == 0 ? 0 : Math.clamp(p.minus(a).dot(b.minus(a)) / length2, 0, 1);
            least = Math.min(least, p.distanceMm(a.plus(b.minus(a).times(t))));
        }
        return least;
    }

    @Nested
    class A_disc {
        @ParameterizedTest
        @CsvSource({"1,5", "2,13", "3,29", "5,81", "10,317"})
        void on_a_voxel_has_the_lattice_points_of_its_circle(double radius, long voxels) {
            Mask m = disc(UNIT, 20, radius, new PatientPoint(20, 20, 20)).voxels(UNIT);
            assertThat(m.count()).isEqualTo(voxels);
            assertThat(m.count(20)).isEqualTo(voxels);
        }

        @Test
        void stays_in_its_slice_whatever_the_distance_of_slices() {
            for (double mm : new double[] {0.1, 0.5, 1, 5}) {
                VoxelGrid g = VoxelGrid.axial(30, 30, 5, new PatientPoint(0, 0, 0), 1, mm, "");
                Mask m = disc(g, 2, 5, new PatientPoint(15, 15, 2 * mm)).voxels(g);
                assertThat(m.count(2)).isEqualTo(81);
                assertThat(m.count()).isEqualTo(81);
            }
        }

        @Test
        void on_a_thick_image_leaves_the_neighbouring_images_of_a_finer_mask_alone() {
            VoxelGrid fine = VoxelGrid.axial(30, 30, 25, new PatientPoint(0, 0, 0), 1, 1, "");
            PatientPoint at = new PatientPoint(15, 15, 12);
            Plane image = Plane.of(Axis.AXIAL, at, "");
            Mask m = new EditRegion.DiscStroke(image, List.of(at), 5, 5).voxels(fine);
            assertThat(IntStream.range(0, 25).filter(s -> !m.isEmpty(s))).containsExactly(10, 11, 12, 13, 14);
            Mask thin = new EditRegion.DiscStroke(image, List.of(at), 5, 0).voxels(fine);
            assertThat(IntStream.range(0, 25).filter(s -> !thin.isEmpty(s))).containsExactly(12);
        }

        @Test
        void led_fast_leaves_no_gap() {
            Mask m = disc(UNIT, 3, 1, new PatientPoint(3, 4, 3), new PatientPoint(37, 29, 3)).voxels(UNIT);
            for (PatientPoint p : straight(new PatientPoint(3, 4, 3), new PatientPoint(37, 29, 3), 1000)) {
                assertThat(m.contains((int) Math.rint(p.xMm()), (int) Math.rint(p.yMm()), 3)).isTrue();
            }
        }

        @Test
        void has_what_a_walk_over_all_voxels_finds_on_any_plane_of_any_grid() {
            SplittableRandom random = new SplittableRandom(5);
            for (VoxelGrid g : grids()) {
                for (int round = 0; round < 12; round++) {
                    Plane plane = Phantom.plane(somewhere(g, random), random);
                    List<PatientPoint> trail = new ArrayList<>();
                    for (int i = 0; i < 3; i++) {
                        trail.add(plane.at(random.nextDouble(-9, 9), random.nextDouble(-9, 9)));
                    }
                    double thick = random.nextInt(3) == 0 ? 0 : random.nextDouble(0, 6);
                    EditRegion.DiscStroke stroke = new EditRegion.DiscStroke(plane, trail, random.nextDouble(2, 5), thick);
                    assertThat(stroke.voxels(g)).isEqualTo(walked(g, stroke));
                }
            }
        }

        private Mask walked(VoxelGrid g, EditRegion.DiscStroke stroke) {
            double reach = DrawnVoxels.reachMm(g, stroke.plane(), stroke.thicknessMm());
            Mask.Builder out = Mask.builder(g);
            for (int s = 0; s < g.slices(); s++) {
                for (int i = 0; i < g.voxelsPerSlice(); i++) {
                    PatientPoint p = g.toPatient(i % g.columns(), i / g.columns(), s);
                    double depth = stroke.plane().depthMm(p);
                    PatientPoint dropped = p.plus(stroke.plane().normal().times(-depth));
                    if (Math.abs(depth) < reach && fromWay(dropped, stroke.trail()) <= stroke.radiusMm()) {
                        out.add(s, i);
                    }
                }
            }
            return out.build();
        }

        @Test
        void has_the_voxels_a_measured_circle_has() {
            SplittableRandom random = new SplittableRandom(6);
            for (VoxelGrid g : grids()) {
                for (int round = 0; round < 8; round++) {
                    PatientPoint at = somewhere(g, random);
                    Plane plane = round == 0 ? Plane.ofSlice(g, 9).through(g.toPatient(0, 0, 9)) : Phantom.plane(at, random);
                    PatientPoint centre = plane.at(plane.rightMm(at), plane.downMm(at));
                    double thick = round % 3 * 1.7;
                    assertThat(new EditRegion.DiscStroke(plane, List.of(centre), 4.3, thick).voxels(g))
                            .isEqualTo(DrawnVoxels.of(g, plane, new Region.Circle(centre, 4.3), thick));
                }
            }
        }

        @Test
        void is_the_same_in_a_mirror() {
            VoxelGrid g = Phantom.leaning(35, 40, 18);
            Plane plane = Plane.ofSlice(g, 7);
            List<PatientPoint> trail = List.of(g.toPatient(5, 5, 7), g.toPatient(20.5, 11, 7));
            assertThat(new EditRegion.DiscStroke(plane.mirrored(), trail, 3, 0).voxels(g))
                    .isEqualTo(new EditRegion.DiscStroke(plane, trail, 3, 0).voxels(g));
        }

        @Test
        void smaller_than_a_voxel_marks_the_voxels_it_goes_through() {
            VoxelGrid g = Phantom.leaning(35, 40, 18);
            EditRegion stroke = disc(g, 7, 0.01, g.toPatient(5.4, 6.4, 7), g.toPatient(8.3, 6.4, 7));
            Mask m = stroke.voxels(g);
            assertThat(m.count()).isEqualTo(4);
            assertThat(IntStream.rangeClosed(5, 8)).allMatch(c -> m.contains(c, 6, 7));
        }

        @Test
        void beside_the_grid_marks_nothing() {
            assertThat(disc(UNIT, 3, 2, new PatientPoint(-9, -9, 3)).voxels(UNIT).isEmpty()).isTrue();
            assertThat(disc(UNIT, 3, 2, new PatientPoint(-9, 5, 3), new PatientPoint(900, 5, 3)).voxels(UNIT).box())
                    .hasValueSatisfying(b -> assertThat(b.columns()).isEqualTo(41));
        }
    }

    @Nested
    class A_ball {
        @ParameterizedTest
        @CsvSource({"1,7", "2,33", "3,123", "5,515"})
        void on_a_voxel_has_the_lattice_points_of_its_sphere(double radius, long voxels) {
            assertThat(new EditRegion.BallStroke(List.of(new PatientPoint(20, 20, 20)), radius).voxels(UNIT).count())
                    .isEqualTo(voxels);
        }

        @Test
        void is_round_in_millimetres_where_slices_lie_far_apart() {
            VoxelGrid g = VoxelGrid.axial(40, 40, 15, new PatientPoint(0, 0, 0), 0.7, 2, "");
            assertThat(new EditRegion.BallStroke(List.of(g.toPatient(20, 20, 7)), 5).voxels(g).count()).isEqualTo(557);
        }

        @Test
        void has_what_a_walk_over_all_voxels_finds_in_any_grid() {
            SplittableRandom random = new SplittableRandom(7);
            for (VoxelGrid g : grids()) {
                for (int round = 0; round < 12; round++) {
                    List<PatientPoint> trail = List.of(somewhere(g, random), somewhere(g, random), somewhere(g, random));
                    double r = random.nextDouble(1.5, 5);
                    Mask.Builder want = Mask.builder(g);
                    for (int s = 0; s < g.slices(); s++) {
                        for (int i = 0; i < g.voxelsPerSlice(); i++) {
                            if (fromWay(g.toPatient(i % g.columns(), i / g.columns(), s), trail) <= r) {
                                want.add(s, i);
                            }
                        }
                    }
                    assertThat(new EditRegion.BallStroke(trail, r).voxels(g)).isEqualTo(want.build());
                }
            }
        }
    }

    @Nested
    class Sampling {
        @Test
        void of_a_way_at_one_or_a_hundred_places_gives_the_same_disc_and_ball() {
            SplittableRandom random = new SplittableRandom(8);
            for (VoxelGrid g : grids()) {
                for (int round = 0; round < 40; round++) {
                    Plane plane = round % 2 == 0 ? Plane.ofSlice(g, 4) : Phantom.plane(somewhere(g, random), random);
                    PatientPoint from = plane.at(random.nextDouble(-15, 15), random.nextDouble(-15, 15));
                    PatientPoint to = plane.at(random.nextDouble(-15, 15), random.nextDouble(-15, 15));
                    double r = random.nextDouble(0.05, 4);
                    List<PatientPoint> few = List.of(from, to);
                    List<PatientPoint> many = straight(from, to, 100);
                    assertThat(new EditRegion.DiscStroke(plane, many, r, round % 3).voxels(g))
                            .isEqualTo(new EditRegion.DiscStroke(plane, few, r, round % 3).voxels(g));
                    assertThat(new EditRegion.BallStroke(many, r).voxels(g))
                            .isEqualTo(new EditRegion.BallStroke(few, r).voxels(g));
                }
            }
        }

        @Test
        void piece_by_piece_adds_up_to_the_whole() {
            List<PatientPoint> trail = List.of(
                    new PatientPoint(5, 5, 5), new PatientPoint(9, 20, 5), new PatientPoint(30, 11, 5));
            Mask sum = Mask.empty(UNIT);
            for (int n = 1; n <= 3; n++) {
                sum = sum.or(disc(UNIT, 5, 2, trail.subList(0, n).toArray(PatientPoint[]::new)).lastPiece().voxels(UNIT));
            }
            assertThat(sum).isEqualTo(disc(UNIT, 5, 2, trail.toArray(PatientPoint[]::new)).voxels(UNIT));
        }
    }

    @Nested
    class Outside {
        @Test
        void of_a_disc_is_the_rest_of_its_layers() {
            EditRegion stroke = disc(UNIT, 20, 5, new PatientPoint(20, 20, 20));
            assertThat(stroke.outside(UNIT).count()).isEqualTo(41 * 41 - 81);
            assertThat(stroke.outside(UNIT).and(stroke.voxels(UNIT)).isEmpty()).isTrue();
            assertThat(stroke.layers(UNIT).count(20)).isEqualTo(41 * 41);
        }

        @Test
        void of_a_ball_is_the_rest_of_the_grid() {
            EditRegion ball = new EditRegion.BallStroke(List.of(new PatientPoint(20, 20, 20)), 5);
            assertThat(ball.outside(UNIT).count()).isEqualTo(41 * 41 * 41 - 515);
        }
    }
}
