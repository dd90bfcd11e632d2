package loupe.inference.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CountingDetectionsTest {
    /// Two cases with two lesions each; the strongest three are lesion, false, lesion; a weak one is a lesion.
    private static Detections four() {
        Detections d = new Detections();
        d.begin(2);
        d.add(0, 0.9);
        d.add(-1, 0.8);
        d.add(1, 0.2);
        d.begin(2);
        d.add(0, 0.7);
        d.add(-1, 0.6);
        d.add(-1, 0.5);
        return d;
    }

    @Test
    void sensitivity_counts_lesions_and_not_points() {
        assertThat(four().sensitivity()).isEqualTo(0.75);
        assertThat(four().falseACase()).isEqualTo(1.5);
    }

    @Test
    void fewer_false_ones_allowed_find_fewer_lesions() {
        assertThat(four().sensitivity(0)).isEqualTo(0.25);
        assertThat(four().sensitivity(0.5)).isEqualTo(0.5);
        assertThat(four().sensitivity(1)).isEqualTo(0.5);
        assertThat(four().sensitivity(1.5)).isEqualTo(0.75);
    }

    @Test
    void the_froc_score_is_the_mean_over_seven_rates() {
        assertThat(four().froc()).isCloseTo((0.25 + 0.25 + 0.5 + 0.5 + 0.75 + 0.75 + 0.75) / 7, within(1e-12));
    }

    @Test
    void points_of_equal_confidence_stand_or_fall_together() {
        Detections d = new Detections();
        d.begin(1);
        d.add(0, 0.5);
        d.add(-1, 0.5);
        assertThat(d.sensitivity(0)).isZero();
        assertThat(d.sensitivity(1)).isEqualTo(1);
    }
}
