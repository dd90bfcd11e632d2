package loupe.inference.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import loupe.inference.engine.EngineSettings;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class BurnedInStringsTest {
    private static TextCoverage measured(long seed, int strings, BurnedInStrings.From from) throws Exception {
        String shared = System.getProperty("loupe.shared", "");
        Assumptions.assumeTrue(
                !shared.isEmpty() && Files.isDirectory(Path.of(shared, "data", "wg04")), "the shared folder is not here");
        try (TextDetector detector = TextDetector.open(new EngineSettings(2, true))) {
            TextCoverage c = TextCoverage.measure(detector, new BurnedInStrings(seed, Path.of(shared), from), strings);
            System.out.printf("figure: %d of %d strings covered (%.1f %%), %.2f %% of clean area black%n",
                    c.covered, c.strings, 100 * c.share(), 100 * c.cleanShare());
            System.out.print(c.missed);
            return c;
        }
    }

    @Test
    void are_covered_in_a_short_run() throws Exception {
        TextCoverage c = measured(77, 24, BurnedInStrings.From.NINE_TENTHS);
        assertThat(c.covered).isGreaterThanOrEqualTo(23);
        assertThat(c.cleanShare()).isLessThanOrEqualTo(0.01);
    }

    @Test
    @Tag("bar")
    void are_covered_to_99_of_100_in_five_hundred_of_an_unseen_seed() throws Exception {
        TextCoverage c = measured(Long.getLong("loupe.strings.seed", 20_261_122), 500, BurnedInStrings.From.NINE_TENTHS);
        assertThat(c.share()).isGreaterThanOrEqualTo(0.99);
        assertThat(c.cleanShare()).isLessThanOrEqualTo(0.01);
    }

    @Test
    @Tag("bar")
    void are_covered_to_88_of_100_where_contrast_counts_from_the_median_of_the_ground() throws Exception {
        TextCoverage c = measured(20_261_127, 100, BurnedInStrings.From.MEDIAN);
        assertThat(c.share()).isGreaterThanOrEqualTo(0.88);
    }
}
