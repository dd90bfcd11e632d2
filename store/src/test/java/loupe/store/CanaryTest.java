package loupe.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import loupe.store.setting.StoreSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Looks for planted strings in the raw bytes of a store, and, as a control, in what its keys open.
class CanaryTest {
    private static final List<String> CANARIES = List.of(
            Sample.PSEUDONYM,
            Sample.DESCRIPTION,
            Sample.PAYLOAD,
            Sample.DETAIL,
            Sample.ACTOR,
            Sample.WEIGHTS,
            Sample.PIXELS,
            Sample.STUDY,
            Sample.OTHER_STUDY);

    @TempDir
    Path temp;

    private Path folder() {
        return temp.resolve("store");
    }

    private StoreSettings settings() {
        return Sample.settings(temp.resolve("device"));
    }

    private static boolean holds(byte[] bytes, String canary) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(canary);
    }

    private List<String> canariesOnDisk() throws Exception {
        List<String> found = new ArrayList<>();
        try (var files = Files.walk(temp)) {
            for (Path p : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(p);
                CANARIES.stream().filter(c -> holds(bytes, c)).forEach(found::add);
            }
        }
        return found;
    }

    @Test
    void finds_none_in_the_bytes_on_disk_open_or_closed() throws Exception {
        try (Store store = Store.create(folder(), Sample.passphrase(), settings())) {
            Sample.fill(store);
            assertThat(canariesOnDisk()).as("while open, write-ahead log included").isEmpty();
        }
        assertThat(canariesOnDisk()).as("closed").isEmpty();
    }

    @Test
    void finds_all_in_the_walk_over_what_the_keys_open() throws Exception {
        try (Store store = Store.create(folder(), Sample.passphrase(), settings())) {
            Sample.fill(store);
            List<byte[]> plain = new ArrayList<>();
            store.forEachPlaintext((place, bytes) -> plain.add(bytes));
            for (String c : CANARIES) {
                assertThat(plain).as(c).anyMatch(b -> holds(b, c));
            }
        }
    }

    @Test
    void names_no_canary_in_a_place_of_the_walk() throws Exception {
        try (Store store = Store.create(folder(), Sample.passphrase(), settings())) {
            Sample.fill(store);
            List<String> places = new ArrayList<>();
            store.forEachPlaintext((place, bytes) -> places.add(place));
            assertThat(places).isNotEmpty().noneMatch(p -> CANARIES.stream().anyMatch(p::contains));
        }
    }
}
