package loupe.core.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.geometry.ImagePlane;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.measure.Quantity.Kind;
import loupe.core.plane.Plane;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Numbers on an ultrasound image are in the units of the region they lie in, and in none elsewhere; all worked out by hand.
class UltrasoundRegionsTest {
    private static final Offset<Double> EXACT = Offset.offset(1e-9);

    private static DataSet.Builder region(int format, double... corners) {
        return DataSet.builder()
                .put(Tag.RegionSpatialFormat, Vr.US, format)
                .put(Tag.RegionLocationMinX0, Vr.UL, corners[0])
                .put(Tag.RegionLocationMinY0, Vr.UL, corners[1])
                .put(Tag.RegionLocationMaxX1, Vr.UL, corners[2])
                .put(Tag.RegionLocationMaxY1, Vr.UL, corners[3]);
    }

    private static DataSet units(DataSet.Builder b, int across, double dx, int down, double dy) {
        return b.put(Tag.PhysicalUnitsXDirection, Vr.US, across)
                .put(Tag.PhysicalUnitsYDirection, Vr.US, down)
                .put(Tag.PhysicalDeltaX, Vr.FD, dx)
                .put(Tag.PhysicalDeltaY, Vr.FD, dy)
                .build();
    }

    /// Tissue of 0.42 mm (1), the same twice as wide as high (2), a spectrum of 4 ms and 1.2 cm/s with its baseline on row 100 (3),
    /// an M-mode of 10 ms and 0.5 mm (4), a trace in per cent without units across (5).
    private static List<DataSet> regions() {
        return List.of(
                units(region(1, 0, 0, 299, 299), 3, 0.042, 3, 0.042),
                units(region(1, 0, 310, 299, 469), 3, 0.1, 3, 0.05),
                units(region(3, 320, 0, 619, 199)
                        .put(Tag.ReferencePixelX0, Vr.SL, 0).put(Tag.ReferencePixelY0, Vr.SL, 100)
                        .put(Tag.ReferencePixelPhysicalValueX, Vr.FD, 0).put(Tag.ReferencePixelPhysicalValueY, Vr.FD, 0),
                        4, 0.004, 7, -1.2),
                units(region(2, 320, 220, 619, 439), 4, 0.01, 3, 0.05),
                units(region(4, 320, 445, 619, 479), 0, 0, 1, 0.5));
    }

    private static Measure measure(List<DataSet> regions, Shape shape) {
        return measure(DataSet.builder().put(Tag.SequenceOfUltrasoundRegions, regions).build(), shape);
    }

    private static Measure measure(DataSet h, Shape shape) {
        Plane plane = Plane.of(new ImagePlane(
                640, 480, new PatientPoint(0, 0, 0), new PatientVector(1, 0, 0), new PatientVector(0, 1, 0), 1, 1, 0, "2.25.1#0"));
        return new Measure(new ImageSpace(plane, Math.sqrt(2), ImageScale.of(h)), shape);
    }

    private static List<Quantity> numbers(Shape shape) {
        return measure(regions(), shape).quantities();
    }

    private static PatientPoint at(double column, double row) {
        return new PatientPoint(column, row, 0);
    }

    private static Shape.Line line(double c0, double r0, double c1, double r1) {
        return new Shape.Line(at(c0, r0), at(c1, r1));
    }

    private static void is(Quantity q, double value, String unit) {
        assertThat(q.value()).isCloseTo(value, EXACT);
        assertThat(q.unit()).isEqualTo(unit);
    }

    @Nested
    class Tissue {
        @Test
        void is_measured_in_millimetres_of_its_region_which_is_named() {
            Quantity length = numbers(line(10, 10, 40, 50)).getFirst();
            is(length, 21, "mm");
            assertThat(length.error()).isCloseTo(Math.sqrt(2) * 0.42, EXACT);
            assertThat(length.scale().source()).isEqualTo("ultrasound region 1: 0.42 mm a pixel");
            List<Quantity> circle = numbers(new Region.Circle(at(100, 100), 10));
            is(circle.getFirst(), Math.PI * 4.2 * 4.2, "mm2");
            is(circle.getLast(), 2 * Math.PI * 4.2, "mm");
            is(numbers(new Shape.Polyline(List.of(at(0, 0), at(10, 0), at(10, 10)))).getFirst(), 8.4, "mm");
        }

        @Test
        void holds_where_pixels_are_not_square() {
            // 3 columns of 1 mm, 8 rows of 0.5 mm.
            is(numbers(line(10, 320, 13, 328)).getFirst(), 5, "mm");
            is(numbers(new Region.Circle(at(100, 400), 10)).getFirst(), Math.PI * 10 * 5, "mm2");
            is(numbers(new Region.Rectangle(at(20, 320), new PatientVector(10, 0, 0), new PatientVector(0, 10, 0))).getLast(), 30, "mm");
            is(numbers(new Shape.Angle(at(20, 320), at(10, 320), at(20, 340))).getFirst(), 45, "deg");
            List<Quantity> axes = numbers(new Shape.Bidirectional(line(10, 320, 50, 360), line(40, 330, 20, 350)));
            is(axes.getFirst(), Math.hypot(40, 20), "mm");
            is(axes.getLast(), Math.hypot(20, 10), "mm");
            assertThat(axes.getFirst().scale().source()).isEqualTo("ultrasound region 2: 1 mm × 0.5 mm a pixel");
            // 30 rows are less than 20 columns.
            List<Quantity> upright = numbers(new Shape.Bidirectional(line(30, 325, 30, 355), line(20, 340, 40, 340)));
            assertThat(upright.getFirst().kind()).isEqualTo(Quantity.Kind.LONG_AXIS);
            is(upright.getFirst(), 20, "mm");
            is(upright.getLast(), 15, "mm");
        }

        @Test
        void holds_whatever_spacing_the_coordinates_have() {
            DataSet h = DataSet.builder()
                    .put(Tag.SequenceOfUltrasoundRegions, regions())
                    .put(Tag.PixelSpacing, Vr.DS, "0.5", "0.5")
                    .build();
            is(measure(h, line(5, 5, 20, 25)).quantities().getFirst(), 21, "mm");
            is(measure(h, line(155, 10, 155, 30)).quantities().getFirst(), 40, "px");
        }

        @Test
        void needs_no_more_than_its_edge_pixels() {
            assertThat(measure(regions(), line(-0.5, -0.5, 299.5, 299.5)).scale()).isInstanceOf(Scale.InRegion.class);
            assertThat(measure(regions(), line(0, 0, 299.6, 10)).scale()).isEqualTo(new Scale.NoRegion(Scale.Why.CROSSES));
        }
    }

    @Nested
    class Other_regions {
        @Test
        void of_a_spectrum_say_time_and_velocity_and_never_a_length() {
            List<Quantity> numbers = numbers(line(330, 20, 430, 120));
            assertThat(numbers).extracting(Quantity::kind).containsExactly(Kind.ACROSS, Kind.DOWN);
            is(numbers.getFirst(), 0.4, "s");
            is(numbers.getLast(), 120, "cm/s");
            assertThat(numbers.getFirst().error()).isCloseTo(Math.sqrt(2) * 0.004, EXACT);
            assertThat(numbers.getFirst().scale().source()).isEqualTo("ultrasound region 3: 0.004 s × 1.2 cm/s a pixel");
            assertThat(numbers(new Region.Circle(at(400, 100), 20))).isEmpty();
            assertThat(numbers(new Shape.Angle(at(400, 100), at(410, 100), at(410, 120)))).isEmpty();
        }

        @Test
        void of_a_spectrum_say_what_stands_at_a_place_from_the_reference_pixel() {
            List<Quantity> numbers = numbers(new Shape.Probe(at(420, 40)));
            is(numbers.getFirst(), 0.4, "s");
            is(numbers.getLast(), 72, "cm/s");
            assertThat(numbers(new Shape.Probe(at(420, 300)))).as("the M-mode names no reference").isEmpty();
        }

        @Test
        void of_an_m_mode_say_time_and_depth() {
            List<Quantity> numbers = numbers(line(330, 230, 380, 290));
            is(numbers.getFirst(), 0.5, "s");
            is(numbers.getLast(), 30, "mm");
        }

        @Test
        void say_nothing_along_an_axis_without_units() {
            List<Quantity> numbers = numbers(line(330, 450, 380, 470));
            assertThat(numbers).hasSize(1);
            is(numbers.getFirst(), 10, "%");
            assertThat(numbers.getFirst().scale().source()).isEqualTo("ultrasound region 5: ? × 0.5 % a pixel");
        }

        @Test
        void in_centimetres_are_no_tissue_where_the_format_says_otherwise() {
            List<Quantity> numbers =
                    measure(List.of(units(region(2, 0, 0, 99, 99), 3, 0.1, 3, 0.1)), line(0, 0, 30, 40)).quantities();
            assertThat(numbers).extracting(Quantity::kind).containsExactly(Kind.ACROSS, Kind.DOWN);
        }
    }

    @Nested
    class Elsewhere {
        @Test
        void numbers_are_in_pixels_and_say_why() {
            Quantity outside = numbers(line(310, 5, 310, 50)).getFirst();
            is(outside, 45, "px");
            assertThat(outside.scale().source()).isEqualTo("in no ultrasound region, in pixels");
            Quantity across = numbers(line(290, 10, 330, 10)).getFirst();
            is(across, 40, "px");
            assertThat(across.scale().source()).isEqualTo("over the edge of an ultrasound region, in pixels");
            is(numbers(new Region.Circle(at(299, 100), 10)).getFirst(), Math.PI * 100, "px2");
        }

        @Test
        void an_image_with_regions_is_not_calibrated_by_hand() {
            ImageSpace space = measure(regions(), line(10, 10, 40, 50)).space();
            assertThatThrownBy(() -> space.calibrated(line(10, 10, 40, 50), 20)).hasMessageContaining("ultrasound");
        }
    }

    /// Bit 0 of Region Flags: 1 is low priority, 0 high.
    @Nested
    class Of_overlapping_regions {
        private final DataSet.Builder tissue = region(1, 0, 0, 299, 299);
        private final DataSet.Builder inset = region(1, 100, 100, 199, 199);

        private Scale at(int tissueFlags, int insetFlags, double insetDelta, Shape shape) {
            return measure(List.of(
                    units(tissue.put(Tag.RegionFlags, Vr.UL, tissueFlags), 3, 0.04, 3, 0.04),
                    units(inset.put(Tag.RegionFlags, Vr.UL, insetFlags), 3, insetDelta, 3, insetDelta)), shape).scale();
        }

        private int number(Scale s) {
            return s instanceof Scale.InRegion r ? r.region().number() : 0;
        }

        @Test
        void the_one_of_high_priority_holds_where_both_lie() {
            Shape within = line(120, 120, 150, 150);
            assertThat(number(at(1, 0, 0.02, within))).isEqualTo(2);
            assertThat(number(at(0, 1, 0.02, within))).isEqualTo(1);
            assertThat(number(at(1, 0, 0.02, line(10, 10, 60, 60)))).as("beside the inset").isEqualTo(1);
        }

        @Test
        void none_holds_where_they_are_of_one_rank_and_of_different_scales() {
            assertThat(at(0, 0, 0.02, line(120, 120, 150, 150))).isEqualTo(new Scale.NoRegion(Scale.Why.CROSSES));
            assertThat(at(1, 0, 0.02, line(10, 10, 150, 150))).as("into the inset").isEqualTo(new Scale.NoRegion(Scale.Why.CROSSES));
        }

        /// The standard's own example (C.8.5.5.1.3): a flow box over tissue of the same scale.
        @Test
        void a_line_may_go_into_an_inset_of_the_same_scale() {
            assertThat(number(at(1, 0, 0.04, line(10, 10, 150, 150)))).isEqualTo(1);
            assertThat(number(at(1, 0, 0.02, line(10, 150, 290, 150)))).as("across an inset, with both ends beside it").isEqualTo(1);
        }
    }

    @Nested
    class Regions_beyond_the_image {
        private Measure on(int columns, int rows) {
            return measure(DataSet.builder()
                    .put(Tag.Columns, Vr.US, columns)
                    .put(Tag.Rows, Vr.US, rows)
                    .put(Tag.SequenceOfUltrasoundRegions, regions())
                    .build(), line(10, 10, 40, 50));
        }

        /// The image was cut or made smaller after its regions were written: nobody knows what a pixel is.
        @Test
        void are_none_of_it_and_it_may_be_calibrated_by_hand() {
            is(on(640, 480).quantities().getFirst(), 21, "mm");
            is(on(619, 479).quantities().getFirst(), 21, "mm");
            Quantity length = on(320, 240).quantities().getFirst();
            is(length, 50, "px");
            assertThat(length.scale().source()).isEqualTo("the ultrasound regions reach beyond the image, in pixels");
            Measure by = on(320, 240);
            is(by.scaled(by.space().calibrated(line(10, 10, 40, 50), 25)).quantities().getFirst(), 25, "mm");
        }
    }

    @Nested
    class Damaged_regions {
        @Test
        void have_no_units() {
            for (double delta : new double[] {0, Double.NaN, Double.POSITIVE_INFINITY, 1e300}) {
                Measure m = measure(List.of(units(region(1, 0, 0, 99, 99), 3, delta, 3, 0.1)), line(0, 0, 30, 40));
                assertThat(m.quantities()).extracting(Quantity::kind).as("delta %s", delta).containsExactly(Kind.DOWN);
            }
        }

        @Test
        void with_impossible_corners_are_left_out_and_keep_the_others_numbers() {
            List<DataSet> odd = List.of(
                    units(region(1, 50, 0, 10, 99), 3, 0.1, 3, 0.1), DataSet.empty(), units(region(1, 0, 0, 99, 99), 3, 0.1, 3, 0.1));
            assertThat(measure(odd, line(0, 0, 30, 40)).quantities().getFirst().scale().source()).startsWith("ultrasound region 3:");
            assertThat(measure(List.of(DataSet.empty()), line(0, 0, 30, 40)).scale()).isEqualTo(new Scale.Pixels());
        }
    }
}
