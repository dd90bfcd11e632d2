package loupe.core.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.Voxel;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Fidelity;
import loupe.core.image.Volume;
import loupe.core.plane.Phantom;
import loupe.core.segment.Mask;
import loupe.core.work.JobContext;
import org.junit.jupiter.api.Test;

class PeakValueTest {
    private static Mask ball(VoxelGrid g, PatientPoint centre, double radius) {
        Mask.Builder b = Mask.builder(g);
        for (int s = 0; s < g.slices(); s++) {
            for (int i = 0; i < g.voxelsPerSlice(); i++) {
                if (g.toPatient(i % g.columns(), i / g.columns(), s).distanceMm(centre) <= radius) {
                    b.add(s, i);
                }
            }
        }
        return b.build();
    }

    private static PeakValue peak(Mask lesion, Volume v, Fidelity fidelity) {
        return PeakValue.of(lesion, new PixelSource(v, fidelity), JobContext.unattended());
    }

    private static PeakValue.Found found(Mask lesion, Volume v) {
        return (PeakValue.Found) peak(lesion, v, Fidelity.COMPLETE);
    }

    @Test
    void the_ball_has_one_cubic_centimetre() {
        assertThat(PeakValue.RADIUS_MM).isCloseTo(6.2035, within(1e-4));
    }

    @Test
    void the_same_value_everywhere_is_the_peak() {
        for (VoxelGrid g : new VoxelGrid[] {Phantom.oblique(30, 28, 16), Phantom.leaning(30, 30, 16)}) {
            try (Volume v = Phantom.of(g, p -> 5)) {
                assertThat(found(ball(g, g.toPatient(15, 14, 8), 4), v).value()).isCloseTo(5, within(1e-12));
            }
        }
    }

    @Test
    void a_ball_of_thirty_millimetres_has_its_own_value() {
        VoxelGrid g = Phantom.cubic(32, 2);
        PatientPoint c = g.toPatient(16, 16, 16);
        try (Volume v = Phantom.of(g, p -> p.distanceMm(c) <= 15 ? 10 : 0)) {
            assertThat(found(ball(g, c, 15), v).value()).isCloseTo(10, within(1e-12));
        }
    }

    @Test
    void one_hot_voxel_counts_by_its_share_of_the_cubic_centimetre_and_does_not_become_the_peak() {
        VoxelGrid g = Phantom.cubic(21, 1);
        try (Volume v = Phantom.of(g, p -> p.distanceMm(new PatientPoint(10, 10, 10)) < 0.1 ? 1000 : 0)) {
            // 1 mm3 of 1000 mm3, the ball by 4^3 places within one percent.
            assertThat(found(ball(g, new PatientPoint(10, 10, 10), 2), v).value()).isCloseTo(1, within(0.01));
        }
    }

    @Test
    void the_place_of_a_linear_field_is_at_its_high_end() {
        VoxelGrid g = Phantom.cubic(31, 1);
        PatientPoint c = new PatientPoint(15, 15, 15);
        try (Volume v = Phantom.of(g, p -> 2 * p.xMm())) {
            PeakValue.Found f = found(ball(g, c, 5), v);
            assertThat(f.centre()).isEqualTo(new Voxel(20, 15, 15));
            // The ball is even about its middle, so its mean is the middle's value.
            assertThat(f.value()).isCloseTo(40, within(1e-9));
        }
    }

    @Test
    void a_lesion_whose_balls_leave_the_volume_an_empty_one_and_a_preview_have_no_peak() {
        VoxelGrid g = Phantom.cubic(12, 1);
        try (Volume v = Phantom.of(g, p -> 5)) {
            assertThat(peak(ball(g, new PatientPoint(1, 1, 1), 2), v, Fidelity.COMPLETE)).isEqualTo(new PeakValue.NoBall());
            assertThat(peak(Mask.empty(g), v, Fidelity.COMPLETE)).isEqualTo(new PeakValue.NoBall());
            assertThat(peak(Mask.empty(g), v, Fidelity.PREVIEW))
                    .isEqualTo(new PeakValue.Refused(VoxelValues.Reason.PREVIEW));
            assertThat(peak(Mask.empty(g), v, Fidelity.LOSSY)).isEqualTo(new PeakValue.Refused(VoxelValues.Reason.LOSSY));
        }
    }
}
