package loupe.core.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class YccTest {
    @Test
    void bytes_of_luminance_and_chrominance_become_the_same_colours_as_numbers_do() {
        for (int y = 0; y < 256; y++) {
            for (int cb = 0; cb < 256; cb++) {
                for (int cr = 0; cr < 256; cr++) {
                    if (Ycc.argb((byte) y, (byte) cb, (byte) cr) != Ycc.argb((double) y, cb, cr)) {
                        assertThat(Ycc.argb((byte) y, (byte) cb, (byte) cr)).as(y + " " + cb + " " + cr).isEqualTo(Ycc.argb((double) y, cb, cr));
                    }
                }
            }
        }
    }
}
