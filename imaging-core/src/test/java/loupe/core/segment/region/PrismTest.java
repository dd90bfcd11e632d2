package loupe.core.segment.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.measure.DrawnVoxels;
import loupe.core.measure.Region;
import loupe.core.plane.Axis;
import loupe.core.plane.Phantom;
import loupe.core.plane.Plane;
import loupe.core.segment.Mask;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PrismTest {
    private static final VoxelGrid UNIT = Phantom.cubic(20, 1);
    private static final double ENDLESS = Double.POSITIVE_INFINITY;

    private static FlatOutline.Polygon polygon(double... rightDown) {
        return new FlatOutline.Polygon(IntStream.range(0, rightDown.length / 2)
                .mapToObj(i -> new PlanePoint(rightDown[2 * i], rightDown[2 * i + 1]))
                .toList());
    }

    private static List<PlanePoint> random(SplittableRandom random, int n) {
        List<PlanePoint> out = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            out.add(new PlanePoint(random.nextDouble(-14, 14), random.nextDouble(-14, 14)));
        }
        return out;
    }

    /// Even-odd by the ray to the right, from the textbook.
    private static boolean inside(List<PlanePoint> p, double x, double y) {
        boolean in = false;
        for (int i = 0, j = p.size() - 1; i < p.size(); j = i++) {
            PlanePoint a = p.get(i);
            PlanePoint b = p.get(j);
            if (a.downMm() > y != b.downMm() > y
                    && x < (b.rightMm() - a.rightMm()) * (y - a.downMm()) / (b.downMm() - a.downMm()) + a.rightMm()) {
                in = !in;
            }
        }
        return in;
    }

    @Nested
    class A_polygon {
        @Test
        void that_crosses_itself_has_what_a_walk_over_all_voxels_finds() {
            SplittableRandom random = new SplittableRandom(3);
            for (VoxelGrid g : List.of(Phantom.oblique(30, 33, 20), Phantom.leaning(30, 34, 18), UNIT)) {
                for (int round = 0; round < 25; round++) {
                    PatientPoint middle = g.toPatient(15, 15, 9);
                    Plane plane = switch (round % 5) {
                        case 0 -> Plane.ofSlice(g, 9).through(middle);
                        case 1 -> Plane.of(Axis.SAGITTAL, middle, Phantom.FRAME);
                        case 2 -> Plane.of(Axis.CORONAL, middle, Phantom.FRAME);
                        default -> Phantom.plane(middle, random);
                    };
                    List<PlanePoint> points = random(random, 3 + random.nextInt(40));
                    double near = random.nextDouble(-8, 0);
                    double far = random.nextDouble(0, 8);
                    EditRegion.Prism prism = new EditRegion.Prism(plane, new FlatOutline.Polygon(points), near, far);
                    assertThat(prism.voxels(g)).isEqualTo(walked(g, prism, points));
                }
            }
        }

        private Mask walked(VoxelGrid g, EditRegion.Prism prism, List<PlanePoint> points) {
            double half = DrawnVoxels.reachMm(g, prism.plane(), 0);
            Mask.Builder out = Mask.builder(g);
            for (int s = 0; s < g.slices(); s++) {
                for (int i = 0; i < g.voxelsPerSlice(); i++) {
                    PatientPoint p = g.toPatient(i % g.columns(), i / g.columns(), s);
                    double depth = prism.plane().depthMm(p);
                    if (depth + half > prism.nearMm()
                            && depth - half < prism.farMm()
                            && inside(points, prism.plane().rightMm(p), prism.plane().downMm(p))) {
                        out.add(s, i);
                    }
                }
            }
            return out.build();
        }

        @Test
        void with_edges_on_voxel_centres_has_those_on_its_left_and_top() {
            Mask m = EditRegion.Prism.symmetric(Plane.ofSlice(UNIT, 4), polygon(2, 3, 5, 3, 5, 7, 2, 7), 0).voxels(UNIT);
            assertThat(m.count()).isEqualTo(12);
            assertThat(m.contains(2, 3, 4)).isTrue();
            assertThat(m.contains(5, 3, 4)).isFalse();
            assertThat(m.contains(2, 7, 4)).isFalse();
        }

        @Test
        void beside_another_shares_no_voxel_with_it_and_leaves_none_out_from_whichever_side_one_looks() {
            Plane front = Plane.ofSlice(UNIT, 4);
            Plane turned = front.turned(new PatientPoint(5, 5, 4), front.normal(), 2.1);
            List<Mask> left = new ArrayList<>();
            for (Plane plane : List.of(front, front.mirrored(), turned, turned.mirrored())) {
                Mask one = on(plane, 2, 3, 8, 3, 5, 9);
                Mask two = on(plane, 8, 3, 11, 9, 5, 9);
                Mask both = on(plane, 2, 3, 8, 3, 11, 9, 5, 9);
                assertThat(one.and(two).isEmpty()).isTrue();
                assertThat(one.or(two)).isEqualTo(both);
                left.add(one);
            }
            assertThat(left).allMatch(left.getFirst()::equals);
        }

        /// A polygon given in voxels.
        private Mask on(Plane plane, double... columnsRows) {
            List<PlanePoint> points = IntStream.range(0, columnsRows.length / 2)
                    .mapToObj(i -> PlanePoint.of(UNIT.toPatient(columnsRows[2 * i], columnsRows[2 * i + 1], 4), plane))
                    .toList();
            return EditRegion.Prism.symmetric(plane, new FlatOutline.Polygon(points), 0).voxels(UNIT);
        }

        @Test
        void within_another_by_a_keyhole_is_a_hole() {
            Mask m = EditRegion.Prism.symmetric(
                            Plane.ofSlice(UNIT, 4),
                            polygon(1.5, 1.5, 10.5, 1.5, 10.5, 10.5, 1.5, 10.5, 1.5, 1.5, 4.5, 4.5, 4.5, 7.5, 7.5, 7.5, 7.5, 4.5, 4.5, 4.5),
                            0)
                    .voxels(UNIT);
            assertThat(m.count()).isEqualTo(81 - 9);
        }

        @Test
        void drawn_slowly_keeps_its_shape_without_the_corners_that_lie_close() {
            FlatOutline.Polygon p = polygon(0, 0, 0.1, 0, 0.2, 0, 5, 0, 5, 5).thinned(0.5);
            assertThat(p).isEqualTo(polygon(0, 0, 5, 0, 5, 5));
            assertThat(polygon(0, 0, 0.1, 0, 0.2, 0).thinned(9).points()).hasSize(3);
        }

        @Test
        void needs_three_corners_that_are_numbers() {
            assertThatThrownBy(() -> polygon(1, 1, 2, 2)).hasMessageContaining("three corners");
            assertThatThrownBy(() -> new PlanePoint(Double.NaN, 0)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class A_slab {
        private final Plane plane = Plane.ofSlice(UNIT, 9);
        private final FlatOutline outline = new FlatOutline.Rectangle(new PlanePoint(1.5, 1.5), new PlanePoint(4.5, 3.5));

        private IntStream slices(double near, double far) {
            Mask m = new EditRegion.Prism(plane, outline, near, far).voxels(UNIT);
            assertThat(IntStream.range(0, 20).map(m::count)).allMatch(n -> n == 0 || n == 6);
            return IntStream.range(0, 20).filter(s -> !m.isEmpty(s));
        }

        @Test
        void has_the_layers_whose_boxes_it_overlaps() {
            assertThat(slices(0, 0)).containsExactly(9);
            assertThat(slices(-0.5, 0.5)).containsExactly(9);
            assertThat(slices(-0.5005, 0.5005)).containsExactly(8, 9, 10);
            assertThat(slices(-1, 1)).containsExactly(8, 9, 10);
            assertThat(slices(0.5, 1.5)).containsExactly(10);
            assertThat(slices(0.5, 0.5)).containsExactly(10);
        }

        @Test
        void goes_on_for_ever_on_one_or_both_sides() {
            assertThat(slices(-ENDLESS, ENDLESS)).hasSize(20);
            assertThat(slices(0, ENDLESS)).containsExactly(9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19);
            assertThat(slices(-ENDLESS, 0)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        }

        @Test
        void looks_the_other_way_in_a_mirror() {
            Plane mirrored = plane.mirrored();
            FlatOutline same = new FlatOutline.Rectangle(new PlanePoint(-1.5, 1.5), new PlanePoint(-4.5, 3.5));
            assertThat(new EditRegion.Prism(mirrored, same, 0, ENDLESS).voxels(UNIT))
                    .isEqualTo(new EditRegion.Prism(plane, outline, -ENDLESS, 0).voxels(UNIT));
        }

        @Test
        void bounds_what_lies_outside() {
            EditRegion.Prism prism = new EditRegion.Prism(plane, outline, -1, 1);
            assertThat(prism.outside(UNIT).count()).isEqualTo(3 * (400 - 6));
        }

        @Test
        void of_another_frame_of_reference_is_refused() {
            Plane other = new Plane(plane.origin(), plane.right(), plane.down(), "2.25.99");
            assertThatThrownBy(() -> new EditRegion.Prism(other, outline, -1, 1).voxels(UNIT)).hasMessageContaining("frame of");
            assertThatThrownBy(() -> new EditRegion.DiscStroke(other, List.of(plane.origin()), 1, 0).voxels(UNIT))
                    .hasMessageContaining("frame of");
        }

        @Test
        void must_not_end_before_it_begins() {
            assertThatThrownBy(() -> new EditRegion.Prism(plane, outline, 1, 0)).hasMessageContaining("near to far");
            assertThatThrownBy(() -> new EditRegion.Prism(plane, outline, Double.NaN, 0)).hasMessageContaining("near");
        }
    }

    @Nested
    class A_round_outline {
        @Test
        void has_the_voxels_a_measured_one_has_on_any_plane() {
            SplittableRandom random = new SplittableRandom(4);
            for (VoxelGrid g : List.of(Phantom.oblique(30, 33, 20), Phantom.leaning(30, 34, 18), UNIT)) {
                for (int round = 0; round < 12; round++) {
                    PatientPoint middle = g.toPatient(15, 15, 9);
                    Plane plane = round == 0 ? Plane.ofSlice(g, 9).through(middle) : Phantom.plane(middle, random);
                    double turned = random.nextDouble(0, 6);
                    PatientVector along = plane.right().times(Math.cos(turned)).plus(plane.down().times(Math.sin(turned)));
                    PatientVector across = plane.right().times(-Math.sin(turned)).plus(plane.down().times(Math.cos(turned)));
                    PatientPoint centre = plane.at(2, -1);
                    EditRegion drawn = EditRegion.Prism.symmetric(
                            plane, new FlatOutline.Ellipse(new PlanePoint(2, -1), 7, 3, turned), round * 0.7);
                    assertThat(drawn.voxels(g))
                            .isEqualTo(DrawnVoxels.of(
                                    g, plane, new Region.Ellipse(centre, along.times(7), across.times(3)), round * 0.7));
                }
            }
        }

        @Test
        void of_a_circle_is_a_disc() {
            Plane plane = Plane.ofSlice(UNIT, 4);
            PlanePoint at = new PlanePoint(10, 10);
            assertThat(EditRegion.Prism.symmetric(plane, new FlatOutline.Circle(at, 5), 0).voxels(UNIT).count())
                    .isEqualTo(81);
        }
    }
}
