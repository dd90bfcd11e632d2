package loupe.core.dicom.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.image.RasterImage;
import org.junit.jupiter.api.Test;

class ColourProfileTest {
    private static final byte[] LINEAR = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();

    private static DataSet.Builder with(byte[] profile) {
        return DataSet.builder().put(Tag.ICCProfile, Vr.OB, profile);
    }

    private static int[] shown(ColourProfile p, int[] argb) {
        return ((RasterImage.Colour) p.srgb(new RasterImage.Colour(argb.length, 1, argb))).argb();
    }

    /// IEC 61966-2-1: from linear light to the encoded value.
    private static double encoded(double linear) {
        return linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
    }

    @Test
    void linear_light_comes_out_as_the_srgb_formula_says() {
        int[] grays = IntStream.range(0, 256).map(v -> 0xff000000 | v << 16 | v << 8 | v).toArray();
        int[] out = shown(ColourProfile.of(with(LINEAR).build()).orElseThrow(), grays);
        for (int v = 0; v < 256; v++) {
            for (int shift : new int[] {16, 8, 0}) {
                assertThat((double) (out[v] >> shift & 0xff)).as("level %d", v).isCloseTo(255 * encoded(v / 255.0), within(1.0));
            }
        }
    }

    @Test
    void a_slide_has_it_in_its_optical_path() {
        DataSet path = with(LINEAR).build();
        DataSet slide = DataSet.builder().put(Tag.OpticalPathSequence, List.of(path)).build();
        int[] out = shown(ColourProfile.of(slide).orElseThrow(), new int[] {0xff804020});
        assertThat(out[0] >> 16 & 0xff).isEqualTo(188);
    }

    @Test
    void srgb_itself_changes_nothing() {
        byte[] srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        int[] colours = {0xff000000, 0xffffffff, 0xff123456, 0xfffedcba};
        Optional<ColourProfile> p = ColourProfile.of(with(srgb).build());
        for (int i = 0; i < colours.length; i++) {
            for (int shift : new int[] {16, 8, 0}) {
                assertThat(shown(p.orElseThrow(), colours)[i] >> shift & 0xff)
                        .isCloseTo(colours[i] >> shift & 0xff, within(1));
            }
        }
        assertThat(ColourProfile.of(with(LINEAR).put(Tag.ColorSpace, Vr.CS, "SRGB").build())).isEmpty();
    }

    @Test
    void a_damaged_one_or_one_for_other_colours_is_left_aside() {
        byte[] cut = java.util.Arrays.copyOf(LINEAR, LINEAR.length / 2);
        byte[] gray = ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData();
        for (byte[] bad : List.of(cut, gray, new byte[200], new byte[3])) {
            assertThat(ColourProfile.of(with(bad).build())).isEmpty();
        }
    }

    @Test
    void damage_of_one_byte_is_taken_or_left_aside_without_a_fault() {
        for (int at = 0; at < LINEAR.length; at += 5) {
            byte[] b = LINEAR.clone();
            b[at] ^= (byte) 0xff;
            ColourProfile.of(with(b).build()).ifPresent(p -> shown(p, new int[] {0xff804020, 0xff000000}));
        }
    }
}
