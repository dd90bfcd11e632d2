package loupe.core.dicom.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DecimalStringTest {
    @Test
    void writes_short_numbers_as_people_do() {
        assertThat(DecimalString.format(0.5)).isEqualTo("0.5");
        assertThat(DecimalString.format(-1024)).isEqualTo("-1024");
        assertThat(DecimalString.format(0)).isEqualTo("0");
        assertThat(DecimalString.format(-0.0)).isEqualTo("0");
    }

    @Test
    void never_takes_more_than_16_characters_of_the_allowed_repertoire() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 4_000; i++) {
            double v = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(v)) {
                assertThat(DecimalString.format(v)).matches("[0-9+\\-.eE]{1,16}");
            }
        }
    }

    @Test
    void keeps_at_least_nine_digits_of_any_number() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 4_000; i++) {
            double v = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(v) && Math.abs(v) > Double.MIN_NORMAL) {
                assertThat(Double.parseDouble(DecimalString.format(v)) / v).isCloseTo(1, within(1e-8));
            }
        }
    }

    @Test
    void refuses_what_is_no_number() {
        assertThatThrownBy(() -> DecimalString.format(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DecimalString.format(Double.NEGATIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
