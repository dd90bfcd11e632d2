package loupe.review.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import loupe.core.encoding.Encoding;
import org.junit.jupiter.api.Test;

class WindowPresetsTest {
    private static final WindowPreset T2 = new WindowPreset("MR", "T2", 500, 900);

    @Test
    void are_eight_for_ct_until_a_reader_changes_them() {
        assertThat(WindowPresets.usual().of("CT")).hasSize(8);
        assertThat(WindowPresets.usual().of("CT").getFirst().window().width()).isEqualTo(1500);
        assertThat(WindowPresets.usual().of("MR")).isEmpty();
    }

    @Test
    void are_numbered_within_their_modality() {
        WindowPresets p = WindowPresets.usual().with(T2).with(new WindowPreset("MR", "T1", 300, 600));
        assertThat(p.of("MR")).extracting(WindowPreset::name).containsExactly("T2", "T1");
        assertThat(p.moved(T2, 1).of("MR")).extracting(WindowPreset::name).containsExactly("T1", "T2");
        assertThat(p.moved(T2, 1).of("CT")).isEqualTo(p.of("CT"));
        assertThat(p.moved(T2, -1)).isEqualTo(p);
    }

    @Test
    void are_changed_and_taken_away() {
        WindowPresets p = WindowPresets.usual().with(T2);
        assertThat(p.with(T2, new WindowPreset("MR", "FLAIR", 500, 900)).of("MR")).extracting(WindowPreset::name).containsExactly("FLAIR");
        assertThat(p.without(T2)).isEqualTo(WindowPresets.usual());
    }

    @Test
    void refuse_what_makes_no_window_in_a_sentence() {
        assertThatThrownBy(() -> new WindowPreset("CT", "x", 0, 0.5)).hasMessage("The width must be 1 to 1000000, was 0.5.");
        assertThatThrownBy(() -> new WindowPreset("CT", "x", 0, Double.NaN)).hasMessageContaining("width");
        assertThatThrownBy(() -> new WindowPreset("CT", "x", 2e6, 10)).hasMessageContaining("level");
        assertThatThrownBy(() -> new WindowPreset("CT", " ", 0, 10)).hasMessageContaining("name");
        assertThatThrownBy(() -> WindowPresets.usual().with(new WindowPreset("CT", "lung", 0, 10))).hasMessageContaining("already");
    }

    @Test
    void are_read_back_as_they_were_kept() throws Exception {
        WindowPresets p = WindowPresets.usual().with(T2);
        byte[] kept = Encoding.encode("window-presets", 1, p);
        assertThat(Encoding.decode(kept, "window-presets", 1, WindowPresets.class)).isEqualTo(p);
    }
}
