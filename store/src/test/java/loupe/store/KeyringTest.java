package loupe.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import loupe.store.fault.StoreException;
import loupe.store.fault.StoreException.Kind;
import loupe.store.keys.KdfCost;
import loupe.store.keys.Keyring;
import loupe.store.making.Doctor;
import loupe.store.setting.StoreSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// This machine's secrets where there is a keyring; the real one is tried by `SystemKeyringTest` of the app.
class KeyringTest {
    @TempDir
    Path temp;

    /// A keyring that can be locked.
    private static final class Ring implements Keyring {
        private final Map<String, byte[]> kept = new HashMap<>();
        private boolean locked;

        @Override
        public boolean keep(String name, byte[] secret) {
            if (!locked) {
                kept.put(name, secret.clone());
            }
            return !locked;
        }

        @Override
        public Optional<byte[]> find(String name) {
            return locked ? Optional.empty() : Optional.ofNullable(kept.get(name)).map(byte[]::clone);
        }

        @Override
        public void forget(String name) {
            kept.remove(name);
        }
    }

    private StoreSettings settings(Keyring ring) {
        return new StoreSettings(
                Clock.systemUTC(), new SecureRandom(), temp.resolve("device"), KdfCost.forTests(), Sample.ACTOR, ring);
    }

    private Store create(Keyring ring) throws Exception {
        return Store.create(temp.resolve("store"), Sample.passphrase(), settings(ring));
    }

    private Store open(Keyring ring) throws Exception {
        return Store.open(temp.resolve("store"), Sample.passphrase(), settings(ring));
    }

    private List<Path> secretFiles() throws Exception {
        try (Stream<Path> all = Files.list(temp.resolve("device"))) {
            return all.filter(p -> p.toString().matches(".*[.](secret|epoch)")).toList();
        }
    }

    @Test
    void holds_every_secret_and_the_files_hold_none() throws Exception {
        Ring ring = new Ring();
        create(ring).close();
        assertThat(ring.kept).hasSize(2);
        assertThat(secretFiles()).hasSize(2).allSatisfy(p -> assertThat(p).hasContent("in the system's keyring"));
        open(ring).close();
        assertThat(new Doctor(temp.resolve("store"), settings(ring)).secretPlace()).contains("keyring");
    }

    @Test
    void that_is_locked_keeps_the_store_shut_and_says_so() throws Exception {
        Ring ring = new Ring();
        create(ring).close();
        ring.locked = true;
        StoreException e = catchThrowableOfType(StoreException.class, () -> open(ring));
        assertThat(e.kind()).isEqualTo(Kind.DEVICE_SECRET_MISSING);
        assertThat(e).hasMessageContaining("unlock the keyring");
    }

    @Test
    void forgets_the_secret_of_an_epoch_that_ended() throws Exception {
        Ring ring = new Ring();
        Map<String, byte[]> before;
        try (Store store = create(ring)) {
            before = Map.copyOf(ring.kept);
            store.lifecycle().rotate();
        }
        assertThat(ring.kept).hasSize(2);
        assertThat(ring.kept.keySet()).isNotEqualTo(before.keySet());
        open(ring).close();
    }

    @Test
    void that_takes_nothing_leaves_a_file_only_its_owner_can_read() throws Exception {
        Ring ring = new Ring();
        ring.locked = true;
        create(ring).close();
        assertThat(secretFiles()).hasSize(2).allSatisfy(p -> {
            assertThat(Files.size(p)).isEqualTo(32);
            assertThat(java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(p)))
                    .isEqualTo("rw-------");
        });
        open(Keyring.none()).close();
        assertThat(new Doctor(temp.resolve("store"), settings(ring)).secretPlace()).contains("in no keyring");
    }
}
