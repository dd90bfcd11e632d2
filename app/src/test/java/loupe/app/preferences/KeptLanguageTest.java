package loupe.app.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import loupe.app.text.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptLanguageTest {
    @TempDir
    Path folder;

    @Test
    void what_is_asked_for_goes_before_what_is_kept_and_that_before_the_system() throws Exception {
        KeptLanguage kept = new KeptLanguage(folder.resolve("config/language"));
        assertThat(kept.or(Optional.empty(), Locale.GERMANY)).isEqualTo(Language.GERMAN);
        assertThat(kept.or(Optional.empty(), Locale.FRANCE)).isEqualTo(Language.ENGLISH);
        kept.keep(Optional.of(Language.ENGLISH));
        assertThat(kept.or(Optional.empty(), Locale.GERMANY)).isEqualTo(Language.ENGLISH);
        assertThat(kept.or(Optional.of(Language.PSEUDO), Locale.GERMANY)).isEqualTo(Language.PSEUDO);
        kept.keep(Optional.empty());
        assertThat(kept.read()).isEmpty();
        assertThat(kept.or(Optional.empty(), Locale.GERMANY)).isEqualTo(Language.GERMAN);
    }

    @Test
    void a_file_that_names_no_language_counts_as_none() throws Exception {
        Path file = folder.resolve("language");
        for (String odd : new String[] {"", "klingon\n", "x".repeat(1 << 12)}) {
            Files.writeString(file, odd);
            assertThat(new KeptLanguage(file).read()).as(odd).isEmpty();
        }
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThat(new KeptLanguage(file).read()).isEmpty();
        assertThat(new KeptLanguage(folder).read()).isEmpty();
    }
}
