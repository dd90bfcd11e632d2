package loupe.core.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import loupe.core.geometry.ImagePlane;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.plane.SliceLink.Linked;
import loupe.core.plane.SliceLink.NotLinked;
import loupe.core.plane.SliceLink.Reason;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SliceLinkTest {
    private static final String UID = "1.2";

    private static ImagePlane slice(double z, String uid) {
        return new ImagePlane(
                64, 64, new PatientPoint(0, 0, z), new PatientVector(1, 0, 0), new PatientVector(0, 1, 0), 1, 1, 5, uid);
    }

    private static SlicePositions series(String uid, double... z) {
        List<ImagePlane> out = new ArrayList<>();
        for (double at : z) {
            out.add(slice(at, uid));
        }
        return SlicePositions.of(out);
    }

    private static int linked(SliceLink link) {
        assertThat(link).isInstanceOf(Linked.class);
        return ((Linked) link).slice();
    }

    private static Reason why(SliceLink link) {
        assertThat(link).isInstanceOf(NotLinked.class);
        return ((NotLinked) link).why();
    }

    @Nested
    class In_one_frame_of_reference {
        @Test
        void views_follow_by_millimetres_whatever_the_number_of_slices() {
            SlicePositions thin = series(UID, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
            SlicePositions thick = series(UID, 0, 5, 10);
            assertThat(linked(thick.follow(thin.plane(2)))).isZero();
            assertThat(linked(thick.follow(thin.plane(3)))).isEqualTo(1);
            assertThat(linked(thick.follow(thin.plane(8)))).isEqualTo(2);
            assertThat(linked(thin.follow(thick.plane(1)))).isEqualTo(5);
            assertThat(((Linked) thick.follow(thin.plane(3))).offMm()).isCloseTo(-2, within(1e-12));
        }

        @Test
        void order_of_the_slices_does_not_matter() {
            assertThat(linked(series(UID, 10, 5, 0).at(new PatientPoint(3, 3, 9), UID))).isZero();
            List<Double> z = new ArrayList<>(List.of(0.0, 4.0, 8.0, 12.0, 16.0));
            Collections.reverse(z);
            SlicePositions reversed = series(UID, z.stream().mapToDouble(d -> d).toArray());
            assertThat(linked(reversed.at(new PatientPoint(0, 0, 4.5), UID))).isEqualTo(3);
        }

        @Test
        void a_place_further_off_than_half_the_distance_is_not_linked() {
            SlicePositions s = series(UID, 0, 5, 10);
            assertThat(linked(s.nearest(12.5))).isEqualTo(2);
            assertThat(linked(s.nearest(12.509))).isEqualTo(2);
            assertThat(why(s.nearest(12.52))).isEqualTo(Reason.TOO_FAR);
            assertThat(why(s.nearest(-2.52))).isEqualTo(Reason.TOO_FAR);
            SlicePositions lone = series(UID, 0);
            assertThat(linked(lone.nearest(2.5))).isZero();
            assertThat(why(lone.nearest(2.6))).isEqualTo(Reason.TOO_FAR);
        }

        @Test
        void where_slices_are_missing_or_uneven_the_near_neighbour_counts() {
            SlicePositions gap = series(UID, 0, 2, 4, 20, 22);
            assertThat(linked(gap.nearest(11))).isEqualTo(2);
            assertThat(linked(gap.nearest(13))).isEqualTo(3);
            assertThat(why(gap.nearest(24))).isEqualTo(Reason.TOO_FAR);
        }

        @Test
        void a_mirrored_plane_is_the_same_place_and_another_direction_is_told_by_lines() {
            SlicePositions s = series(UID, 0, 5, 10);
            assertThat(linked(s.follow(s.plane(2).mirrored()))).isEqualTo(2);
            assertThat(why(s.follow(Plane.of(Axis.CORONAL, new PatientPoint(0, 0, 5), UID)))).isEqualTo(Reason.OTHER_DIRECTION);
        }
    }

    @Nested
    class In_different_frames_of_reference {
        private final SlicePositions now = series(UID, 100, 105, 110, 115, 120);
        private final SlicePositions before = series("1.3", -20, -18, -16, -14, -12, -10, -8);

        @Test
        void nothing_is_linked_by_itself_not_even_where_both_name_none() {
            assertThat(why(before.follow(now.plane(1)))).isEqualTo(Reason.OTHER_FRAME_OF_REFERENCE);
            SlicePositions unnamed = series("", 0, 5);
            assertThat(why(unnamed.follow(unnamed.plane(0)))).isEqualTo(Reason.OTHER_FRAME_OF_REFERENCE);
        }

        @Test
        void a_link_by_hand_carries_the_offset_in_millimetres_both_ways() {
            OffsetLink link = OffsetLink.between(now, 1, before, 2);
            assertThat(linked(link.follow(now, 1, before))).isEqualTo(2);
            assertThat(linked(link.follow(now, 2, before))).isEqualTo(4);
            assertThat(why(link.follow(now, 4, before))).isEqualTo(Reason.TOO_FAR);
            assertThat(linked(link.reversed().follow(before, 2, now))).isEqualTo(1);
            assertThat(linked(link.reversed().follow(before, 5, now))).isEqualTo(2);
        }

        /// Weasis #840: the link was lost when the series in a view changed.
        @Test
        void weasis_840_a_link_by_hand_outlives_another_order_or_a_part_of_the_slices() {
            OffsetLink link = OffsetLink.between(now, 1, before, 2);
            SlicePositions reversed = series("1.3", -8, -10, -12, -14, -16, -18, -20);
            assertThat(linked(link.follow(now, 1, reversed))).isEqualTo(4);
            SlicePositions part = series(UID, 110, 105);
            assertThat(linked(link.follow(part, 1, before))).isEqualTo(2);
        }

        @Test
        void a_series_stored_from_head_to_feet_goes_the_same_way_in_the_patient() {
            List<ImagePlane> down = new ArrayList<>();
            for (double z : new double[] {50, 45, 40}) {
                // Rows to the right of the patient: the normal points to the feet.
                PatientVector right = new PatientVector(-1, 0, 0);
                down.add(new ImagePlane(
                        64, 64, new PatientPoint(0, 0, z), right, new PatientVector(0, 1, 0), 1, 1, 5, "1.4"));
            }
            SlicePositions feet = SlicePositions.of(down);
            OffsetLink link = OffsetLink.between(now, 2, feet, 1);
            assertThat(link.opposed()).isTrue();
            assertThat(linked(link.follow(now, 3, feet))).isZero();
            assertThat(linked(link.reversed().follow(feet, 0, now))).isEqualTo(3);
        }
    }

    @Test
    void slices_that_are_not_parallel_are_refused() {
        ImagePlane other = new ImagePlane(
                64, 64, new PatientPoint(0, 0, 5), new PatientVector(1, 0, 0), new PatientVector(0, 0, -1), 1, 1, 5, UID);
        assertThatThrownBy(() -> SlicePositions.of(List.of(slice(0, UID), other)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("parallel");
    }
}
