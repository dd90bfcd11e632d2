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
import loupe.core.image.Fidelity;
import loupe.core.image.Volume;
import loupe.core.measure.VoxelValues.Measured;
import loupe.core.measure.VoxelValues.NoVoxels;
import loupe.core.measure.VoxelValues.Reason;
import loupe.core.measure.VoxelValues.Refused;
import loupe.core.plane.Axis;
import loupe.core.plane.Phantom;
import loupe.core.plane.Plane;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class VoxelValuesTest {
    private static Measured in(Plane plane, Region region, Volume v, double thickness) {
        Measure m = new Measure(ImageSpace.of(plane, v.grid()), region);
        VoxelValues out = VoxelValues.inRegion(m, new PixelSource(v, Fidelity.COMPLETE), thickness);
        assertThat(out).isInstanceOf(Measured.class);
        return (Measured) out;
    }

    private static Region square(Plane plane, double right, double down, double side) {
        return new Region.Rectangle(plane.at(right, down), plane.right().times(side), plane.down().times(side));
    }

    @Nested
    class In_the_plane {
        private final VoxelGrid grid = Phantom.cubic(40, 1);
        private final Plane plane = Plane.ofSlice(grid, 12);

        /// Discs and their voxels, counted apart: centres with x^2 + y^2 <= r^2.
        @Test
        void centres_inside_or_on_the_edge_count_and_no_others() {
            try (Volume v = Phantom.of(grid, p -> 1)) {
                int[][] discs = {{1, 5}, {2, 13}, {3, 29}, {5, 81}, {10, 317}};
                for (int[] d : discs) {
                    PatientPoint c = new PatientPoint(20, 20, 12);
                    assertThat(in(plane, new Region.Circle(c, d[0]), v, 0).statistics().count()).isEqualTo(d[1]);
                    Region ellipse = new Region.Ellipse(c, plane.right().times(d[0]), plane.down().times(d[0]));
                    assertThat(in(plane, ellipse, v, 0).statistics().count()).isEqualTo(d[1]);
                }
                // From centre to centre, both edges closed; between centres.
                assertThat(in(plane, square(plane, 5, 5, 10), v, 0).statistics().count()).isEqualTo(121);
                assertThat(in(plane, square(plane, 4.5, 4.5, 10), v, 0).statistics().count()).isEqualTo(100);
            }
        }

        @Test
        void area_of_pixels_is_their_number_times_the_area_of_one() {
            VoxelGrid g = Phantom.oblique(40, 40, 9);
            Plane p = Plane.ofSlice(g, 4);
            try (Volume v = Phantom.of(g, x -> 1)) {
                Measured m = in(p, new Region.Circle(g.toPatient(20, 20, 4), 9), v, 0);
                Quantity area = m.areaOfPixels().orElseThrow();
                assertThat(area.value()).isCloseTo(m.statistics().count() * 0.63, within(1e-9));
                assertThat(area.unit()).isEqualTo("mm2");
                assertThat(area.value()).isCloseTo(Math.PI * 81, within(area.error()));
            }
        }

        @Test
        void a_spline_and_the_polygon_of_its_own_points_hold_what_lies_within() {
            try (Volume v = Phantom.of(grid, p -> 1)) {
                List<PatientPoint> around = new ArrayList<>();
                for (int i = 0; i < 24; i++) {
                    around.add(plane.at(20 + 10.3 * Math.cos(i * Math.PI / 12), 20 + 10.3 * Math.sin(i * Math.PI / 12)));
                }
                long disc = in(plane, new Region.Circle(plane.at(20, 20), 10.3), v, 0).statistics().count();
                assertThat(in(plane, new Region.Spline(around), v, 0).statistics().count()).isEqualTo(disc);
            }
        }
    }

    @Nested
    class Along_the_normal {
        private final VoxelGrid grid = Phantom.cubic(20, 1);
        private final Plane on = Plane.of(Axis.AXIAL, new PatientPoint(0, 0, 10), Phantom.FRAME);

        private int layers(Plane plane, double thickness) {
            try (Volume v = Phantom.of(grid, p -> 1)) {
                Measured m = in(plane, square(plane, 4.5, 4.5, 5), v, thickness);
                assertThat(m.statistics().count()).isEqualTo(25L * m.layers());
                return m.layers();
            }
        }

        /// Cornerstone3D #2889, #910.
        @Test
        void cornerstone_2889_910_layers_whose_box_overlaps_the_slab_count() {
            assertThat(layers(on, 0)).isEqualTo(1);
            assertThat(layers(on, 0.5)).isEqualTo(1);
            assertThat(layers(on, 1)).isEqualTo(1);
            assertThat(layers(on.moved(0.5), 1)).isEqualTo(2);
            assertThat(layers(on, 1.001)).isEqualTo(3);
            assertThat(layers(on, 2)).isEqualTo(3);
        }

        @Test
        void a_plane_between_two_layers_takes_one_the_same_from_both_sides() {
            try (Volume v = Phantom.of(grid, PatientPoint::zMm)) {
                for (double moved : new double[] {0.5, 0.5 - 1e-9, 0.5 + 1e-9}) {
                    Plane between = on.moved(moved);
                    for (Plane p : new Plane[] {between, between.mirrored()}) {
                        Measured m = in(p, new Region.Circle(p.at(0, 0).plus(new PatientVector(9, 9, 0)), 3), v, 0);
                        assertThat(m.layers()).isEqualTo(1);
                        assertThat(m.statistics().mean()).isEqualTo(11);
                    }
                }
            }
        }

        @Test
        void an_oblique_plane_takes_the_boxes_it_goes_through_and_names_no_area_of_pixels() {
            try (Volume v = Phantom.of(grid, PatientPoint::zMm)) {
                Plane tilted = on.through(new PatientPoint(10, 10, 10))
                        .turned(new PatientPoint(10, 10, 10), new PatientVector(1, 0, 0), Math.PI / 4);
                Region all = new Region.Circle(new PatientPoint(10, 10, 10), 6);
                Measured m = in(tilted, all, v, 0);
                long count = 0;
                for (int z = 0; z < 20; z++) {
                    for (int y = 0; y < 20; y++) {
                        for (int x = 0; x < 20; x++) {
                            double along = (y - 10 + z - 10) * Math.sqrt(0.5);
                            double off = (z - y) * Math.sqrt(0.5);
                            // Boxes as thick as 2 sqrt(1/2) along the normal; the far edge's belong to one side.
                            boolean through = off >= -Math.sqrt(0.5) + 1e-6 && off < Math.sqrt(0.5) + 1e-6;
                            if (through && (x - 10) * (x - 10) + along * along <= 36 + 1e-6) {
                                count++;
                            }
                        }
                    }
                }
                assertThat(m.statistics().count()).isEqualTo(count);
                assertThat(m.areaOfPixels()).isEmpty();
                assertThat(m.layers()).isZero();
            }
        }
    }

    @Nested
    class The_same_numbers {
        /// Cornerstone3D #976, #2386 (maximum of minus infinity after rotation), #2646 (stack is not volume), #2114 (maximum
        /// of an ellipse); Weasis #858, #870.
        @Test
        void cornerstone_976_2386_2646_2114_weasis_858_870_come_from_every_view_of_the_plane() {
            SplittableRandom random = new SplittableRandom(51);
            for (VoxelGrid g : new VoxelGrid[] {Phantom.oblique(40, 44, 12), Phantom.leaning(40, 44, 12), Phantom.cubic(30, 1)}) {
                try (Volume v = Phantom.noise(g, Volume.SampleType.INT16, 52)) {
                    for (int i = 0; i < 25; i++) {
                        int slice = random.nextInt(g.slices());
                        Plane stored = Plane.ofSlice(g, slice).through(g.toPatient(0, 0, slice));
                        Plane plane = i % 2 == 0 ? stored : Phantom.plane(g.toPatient(20, 20, g.slices() / 2.0), random);
                        double thickness = i % 3 == 0 ? 0 : random.nextDouble(5);
                        for (Shape s : MeasureTest.anyShapes(plane, random)) {
                            if (s instanceof Region region) {
                                everyView(v, plane, region, thickness, random);
                            }
                        }
                    }
                }
            }
        }

        private void everyView(Volume v, Plane plane, Region region, double thickness, SplittableRandom random) {
            PixelSource pixels = new PixelSource(v, Fidelity.COMPLETE);
            VoxelValues here = VoxelValues.inRegion(
                    new Measure(ImageSpace.of(plane, v.grid()), region), pixels, thickness);
            Plane turned = plane.turned(plane.at(7, -3), plane.normal(), random.nextDouble(7));
            for (Plane other : new Plane[] {turned, plane.mirrored(), turned.mirrored(), plane.through(plane.at(100, 50))}) {
                VoxelValues there = VoxelValues.inRegion(
                        new Measure(ImageSpace.of(other, v.grid()), region), pixels, thickness);
                if (here instanceof Measured a && there instanceof Measured b) {
                    assertThat(b.statistics()).isEqualTo(a.statistics());
                    assertThat(b.layers()).isEqualTo(a.layers());
                    assertThat(Double.isFinite(b.statistics().greatest())).isTrue();
                } else {
                    assertThat(there).isEqualTo(here);
                }
            }
        }

        @Test
        void come_from_edges_that_run_through_voxel_centres_however_the_view_is_turned() {
            VoxelGrid g = Phantom.cubic(30, 1);
            Plane plane = Plane.ofSlice(g, 9);
            try (Volume v = Phantom.of(g, p -> p.xMm() + 100 * p.yMm())) {
                for (int degrees = 0; degrees < 360; degrees += 7) {
                    Plane turned = plane.turned(plane.at(11, 3), plane.normal(), Math.toRadians(degrees));
                    Measured m = in(turned, square(plane, 5, 6, 10), v, 0);
                    assertThat(m.statistics().count()).isEqualTo(121);
                    assertThat(m.statistics().mean()).isCloseTo(10 + 1100, within(1e-9));
                    assertThat(m.statistics().greatest()).isEqualTo(15 + 1600);
                }
            }
        }

        /// Weasis #855, #858, #870: statistics are those of the rescaled voxels, worked out apart here.
        @Test
        void weasis_855_858_870_are_those_of_the_rescaled_voxels_of_each_slice() {
            VoxelGrid g = Phantom.oblique(30, 30, 6);
            for (Volume.SampleType type : Volume.SampleType.values()) {
                try (Volume v = Phantom.noise(g, type, 53)) {
                    for (int s = 0; s < 6; s++) {
                        Plane plane = Plane.ofSlice(g, s);
                        Region r = new Region.Ellipse(g.toPatient(15, 14, s), g.columnStep().times(9.2), g.rowStep().times(6.3));
                        List<Double> values = new ArrayList<>();
                        for (int y = 0; y < 30; y++) {
                            for (int x = 0; x < 30; x++) {
                                double dx = (x - 15) / 9.2;
                                double dy = (y - 14) / 6.3;
                                if (dx * dx + dy * dy <= 1) {
                                    values.add((double) v.value(x, y, s));
                                }
                            }
                        }
                        values.sort(null);
                        double mean = values.stream().mapToDouble(d -> d).sum() / values.size();
                        double squares = values.stream().mapToDouble(d -> (d - mean) * (d - mean)).sum();
                        Statistics is = in(plane, r, v, 0).statistics();
                        assertThat(is.count()).isEqualTo(values.size());
                        assertThat(is.mean()).isCloseTo(mean, within(1e-6 * Math.abs(mean) + 1e-9));
                        assertThat(is.deviation()).isCloseTo(Math.sqrt(squares / values.size()), within(1e-6 * is.deviation()));
                        assertThat(is.least()).isEqualTo(values.getFirst());
                        assertThat(is.greatest()).isEqualTo(values.getLast());
                        int n = values.size();
                        assertThat(is.median()).isCloseTo((values.get((n - 1) / 2) + values.get(n / 2)) / 2, within(1e-9));
                    }
                }
            }
        }
    }

    @Nested
    class Where_there_is_nothing {
        private final VoxelGrid grid = Phantom.cubic(10, 1);

        @Test
        void no_voxels_are_said_and_no_zero() {
            try (Volume v = Phantom.of(grid, p -> p.xMm() < 5 ? Double.NaN : 1)) {
                PixelSource pixels = new PixelSource(v, Fidelity.COMPLETE);
                Plane plane = Plane.ofSlice(grid, 3);
                ImageSpace space = ImageSpace.of(plane, grid);
                Measure between = new Measure(space, new Region.Circle(plane.at(6.5, 6.5), 0.3));
                assertThat(VoxelValues.inRegion(between, pixels, 0)).isEqualTo(new NoVoxels());
                Measure beside = new Measure(space, new Region.Circle(plane.at(600, 6), 30));
                assertThat(VoxelValues.inRegion(beside, pixels, 0)).isEqualTo(new NoVoxels());
                Measure blank = new Measure(space, new Region.Circle(plane.at(2, 2), 1.5));
                assertThat(VoxelValues.inRegion(blank, pixels, 0)).isEqualTo(new NoVoxels());
                Measure above = new Measure(ImageSpace.of(plane.moved(30), grid), new Region.Circle(plane.moved(30).at(5, 5), 3));
                assertThat(VoxelValues.inRegion(above, pixels, 0)).isEqualTo(new NoVoxels());
            }
        }

        @Test
        void previews_and_lossy_pixels_give_no_value() {
            try (Volume v = Phantom.of(grid, p -> 1)) {
                Plane plane = Plane.ofSlice(grid, 3);
                Measure region = new Measure(ImageSpace.of(plane, grid), new Region.Circle(plane.at(5, 5), 3));
                Measure probe = new Measure(ImageSpace.of(plane, grid), new Shape.Probe(plane.at(5, 5)));
                assertThat(VoxelValues.inRegion(region, new PixelSource(v, Fidelity.PREVIEW), 0))
                        .isEqualTo(new Refused(Reason.PREVIEW));
                assertThat(VoxelValues.inRegion(region, new PixelSource(v, Fidelity.LOSSY), 0))
                        .isEqualTo(new Refused(Reason.LOSSY));
                assertThat(VoxelValues.at(probe, new PixelSource(v, Fidelity.PREVIEW))).isEqualTo(new Refused(Reason.PREVIEW));
                assertThat(VoxelValues.at(probe, new PixelSource(v, Fidelity.LOSSY))).isEqualTo(new Refused(Reason.LOSSY));
            }
        }

        @Test
        void another_frame_of_reference_is_refused() {
            try (Volume v = Phantom.of(grid, p -> 1)) {
                Plane other = Plane.of(Axis.AXIAL, new PatientPoint(0, 0, 3), "2.25.77");
                Measure m = new Measure(ImageSpace.of(other, grid), new Region.Circle(other.at(5, 5), 3));
                assertThatThrownBy(() -> VoxelValues.inRegion(m, new PixelSource(v, Fidelity.COMPLETE), 0))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void a_probe_gives_the_voxel_it_lies_in() {
        VoxelGrid g = Phantom.oblique(20, 20, 6);
        try (Volume v = Phantom.noise(g, Volume.SampleType.UINT16, 54)) {
            Plane plane = Plane.ofSlice(g, 2);
            Shape probe = new Shape.Probe(g.toPatient(7.4, 8.6, 2));
            VoxelValues is = VoxelValues.at(new Measure(ImageSpace.of(plane, g), probe), new PixelSource(v, Fidelity.COMPLETE));
            assertThat(((Measured) is).statistics().mean()).isEqualTo(v.value(7, 9, 2));
            Shape outside = new Shape.Probe(g.toPatient(-0.6, 8, 2));
            assertThat(VoxelValues.at(new Measure(ImageSpace.of(plane, g), outside), new PixelSource(v, Fidelity.COMPLETE)))
                    .isEqualTo(new NoVoxels());
        }
    }
}
