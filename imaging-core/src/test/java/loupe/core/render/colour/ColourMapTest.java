package loupe.core.render.colour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColourMapTest {
    private static int rgb(ColourMap map, int level) {
        return map.argb(level) & 0xffffff;
    }

    @Test
    void gray_and_its_inverse_are_what_they_are_called() {
        for (int i = 0; i < 256; i++) {
            assertThat(rgb(ColourMap.GRAY, i)).isEqualTo(i * 0x010101);
            assertThat(rgb(ColourMap.INVERTED_GRAY, i)).isEqualTo((255 - i) * 0x010101);
        }
    }

    /// The ramps that PS3.6 Table B.1.1-1 lists: red to 254 over the lower half, then green, blue over the last quarter.
    @Test
    void hot_iron_is_the_ramps_of_the_standard() {
        for (int i = 0; i < 256; i++) {
            int red = i < 128 ? 2 * i : 255;
            int green = i < 128 ? 0 : i < 255 ? 2 * (i - 128) : 255;
            int blue = i < 192 ? 0 : i < 255 ? 4 * (i - 191) : 255;
            assertThat(rgb(ColourMap.HOT_IRON, i)).as("level %d", i).isEqualTo(red << 16 | green << 8 | blue);
        }
    }

    @Test
    void pet_20_step_has_twenty_colours_in_a_row_from_black_to_white() {
        Set<Integer> all = new HashSet<>();
        int changes = 0;
        for (int i = 0; i < 256; i++) {
            all.add(rgb(ColourMap.PET_20_STEP, i));
            changes += i > 0 && rgb(ColourMap.PET_20_STEP, i) != rgb(ColourMap.PET_20_STEP, i - 1) ? 1 : 0;
        }
        assertThat(all).hasSize(20);
        assertThat(changes).isEqualTo(19);
        assertThat(rgb(ColourMap.PET_20_STEP, 0)).isZero();
        assertThat(rgb(ColourMap.PET_20_STEP, 255)).isEqualTo(0xffffff);
    }

    @Test
    void the_palettes_of_the_standard_go_from_black_to_white() {
        for (ColourMap m : new ColourMap[] {ColourMap.HOT_IRON, ColourMap.PET, ColourMap.HOT_METAL_BLUE}) {
            assertThat(rgb(m, 0)).isZero();
            assertThat(rgb(m, 255)).isEqualTo(0xffffff);
        }
    }

    /// Relative luminance of sRGB (IEC 61966-2-1), which is the same for those who do not tell red from green.
    @Test
    void viridis_is_brighter_with_every_few_levels() {
        double[] y = IntStream.range(0, 256).mapToDouble(i -> luminance(rgb(ColourMap.VIRIDIS, i))).toArray();
        for (int i = 4; i < 256; i++) {
            assertThat(y[i]).as("level %d", i).isGreaterThan(y[i - 4]);
        }
    }

    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8 & 0xff) + 0.0722 * linear(rgb & 0xff);
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }

    @Test
    void there_is_no_level_beyond_255() {
        for (ColourMap m : ColourMap.values()) {
            assertThatThrownBy(() -> m.argb(256)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> m.argb(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void the_next_goes_round_to_gray() {
        assertThat(ColourMap.GRAY.next()).isEqualTo(ColourMap.INVERTED_GRAY);
        assertThat(ColourMap.VIRIDIS.next()).isEqualTo(ColourMap.GRAY);
    }
}
