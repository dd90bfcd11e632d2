package loupe.review.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettlingTest {
    @TempDir Path folder;
    private final BatchSite.Time time = new BatchSite.Time();
    private final Settling settling = new Settling(Duration.ofSeconds(30), time);

    private boolean settled(Path item) {
        return settling.settled("item", Fingerprint.of(item));
    }

    @Test
    void takes_what_was_left_alone_for_the_whole_while_and_nothing_before() throws IOException {
        Path item = Files.createDirectories(folder.resolve("item"));
        Files.writeString(item.resolve("1"), "a");
        assertThat(settled(item)).isFalse();
        time.passes(29);
        assertThat(settled(item)).isFalse();
        time.passes(1);
        assertThat(settled(item)).isTrue();
    }

    @Test
    void begins_anew_when_a_file_grows_comes_or_goes() throws IOException {
        Path item = Files.createDirectories(folder.resolve("item"));
        Files.writeString(item.resolve("1"), "a");
        settled(item);
        time.passes(29);
        Files.writeString(item.resolve("1"), "ab");
        assertThat(settled(item)).isFalse();
        time.passes(29);
        Files.writeString(item.resolve("2"), "c");
        assertThat(settled(item)).isFalse();
        time.passes(29);
        Files.delete(item.resolve("2"));
        assertThat(settled(item)).isFalse();
        time.passes(30);
        assertThat(settled(item)).isTrue();
    }

    @Test
    void waits_however_long_for_a_name_that_says_it_is_being_copied() throws IOException {
        Path item = Files.createDirectories(folder.resolve("item"));
        Files.writeString(item.resolve("slide.dcm.part"), "a");
        settled(item);
        time.passes(10_000);
        assertThat(settled(item)).isFalse();
    }

    @Test
    void waits_for_a_folder_that_is_empty_and_for_what_is_not_there() throws IOException {
        Path item = Files.createDirectories(folder.resolve("item"));
        assertThat(settled(item)).isFalse();
        time.passes(60);
        assertThat(settled(item)).isFalse();
        assertThat(settling.settled("none", Fingerprint.of(folder.resolve("none")))).isFalse();
    }

    @Test
    void begins_anew_when_the_clock_was_set_back() throws IOException {
        Path item = Files.writeString(folder.resolve("item"), "a");
        settled(item);
        time.passes(-100);
        assertThat(settled(item)).isFalse();
        time.passes(29);
        assertThat(settled(item)).isFalse();
        time.passes(1);
        assertThat(settled(item)).isTrue();
    }
}
