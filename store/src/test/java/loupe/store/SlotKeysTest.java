package loupe.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import loupe.store.access.KeyDomain;
import loupe.store.access.Role;
import loupe.store.db.KeysDb;
import loupe.store.db.KeysDb.WrappedKey;
import loupe.store.db.RecordsDb;
import loupe.store.db.SealedRow;
import loupe.store.db.SealedRow.Area;
import loupe.store.fault.StoreException;
import loupe.store.index.Objects;
import loupe.store.index.RowSealer;
import loupe.store.keys.Credentials;
import loupe.store.keys.DataKey;
import loupe.store.keys.KeyRing;
import loupe.store.keys.Unlocking;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a slot's keys open when every check of the program is left out: raw databases, raw keys, no gate, no session.
class SlotKeysTest {
    @TempDir
    Path temp;

    @BeforeEach
    void makes_a_store_with_an_auditor_and_a_technician() throws Exception {
        try (Store store = Store.create(
                temp.resolve("store"), Sample.passphrase(), Sample.settings(temp.resolve("device")))) {
            Sample.fill(store);
            store.accounts().add(AccessMatrixTest.account("auditor", Set.of(Role.AUDITOR)));
            store.accounts().add(AccessMatrixTest.account("technician", Set.of(Role.LAB_TECHNICIAN)));
            store.accounts().add(AccessMatrixTest.account("reader", Set.of(Role.RADIOLOGIST)));
        }
    }

    private KeyRing ringOf(String name, KeysDb keys) throws StoreException {
        return new Unlocking(keys, Sample.settings(temp.resolve("device")).unlocking(""))
                .unlock(new Credentials.Passphrase(name, name.toCharArray(), ""))
                .ring();
    }

    /// Tries every key the ring can unwrap on every row, and gives the areas of rows that opened.
    private Set<Area> opens(String name) throws Exception {
        EnumSet<Area> opened = EnumSet.noneOf(Area.class);
        try (KeysDb keys = KeysDb.open(temp.resolve("store/keys.db"));
                RecordsDb records = RecordsDb.open(temp.resolve("store/records.db"))) {
            KeyRing ring = ringOf(name, keys);
            RowSealer sealer = new RowSealer(new Objects(temp.resolve("store/objects")));
            for (WrappedKey w : keys.keys()) {
                Optional<DataKey> key = unwrapped(ring, w);
                if (key.isPresent()) {
                    records.eachRow(r -> {
                        SealedRow row = RecordsDb.read(r);
                        if (head(sealer, row, key.get())) {
                            opened.add(row.area());
                        }
                        return true;
                    });
                }
            }
        }
        return opened;
    }

    private static Optional<DataKey> unwrapped(KeyRing ring, WrappedKey w) {
        try {
            return Optional.of(ring.unwrapAgain(w));
        } catch (StoreException e) {
            return Optional.empty();
        }
    }

    private static boolean head(RowSealer sealer, SealedRow row, DataKey key) {
        try {
            sealer.head(row, key);
            return true;
        } catch (StoreException e) {
            return false;
        }
    }

    @Test
    void of_an_auditor_open_no_row_at_all() throws Exception {
        assertThat(opens("auditor")).isEmpty();
    }

    @Test
    void of_a_technician_open_images_but_no_finding() throws Exception {
        assertThat(opens("technician")).contains(Area.STUDY, Area.INSTANCE).doesNotContain(Area.RECORD);
    }

    @Test
    void of_a_radiologist_open_findings_so_the_search_can_fail() throws Exception {
        assertThat(opens("reader")).contains(Area.STUDY, Area.INSTANCE, Area.RECORD, Area.SITE);
    }

    @Test
    void are_those_of_the_role_and_no_others() throws Exception {
        try (KeysDb keys = KeysDb.open(temp.resolve("store/keys.db"))) {
            assertThat(ringOf("auditor", keys).domains())
                    .containsExactlyInAnyOrder(KeyDomain.LOG, KeyDomain.SIGN, KeyDomain.NOTES);
            assertThat(ringOf("technician", keys).domains()).doesNotContain(KeyDomain.FINDINGS, KeyDomain.IDENTITY);
            assertThat(ringOf("reader", keys).domains()).doesNotContain(KeyDomain.IDENTITY);
        }
    }

    @Test
    void do_not_open_without_this_machines_secret() throws Exception {
        try (Store store = Store.open(
                temp.resolve("store"), Sample.passphrase(), Sample.settings(temp.resolve("device")))) {
            store.lifecycle().rotate();
        }
        java.nio.file.Files.list(temp.resolve("device"))
                .filter(p -> p.toString().endsWith(".epoch"))
                .forEach(p -> p.toFile().delete());
        try (KeysDb keys = KeysDb.open(temp.resolve("store/keys.db"))) {
            assertThat(catchThrowableOfType(StoreException.class, () -> ringOf("auditor", keys)).kind())
                    .isEqualTo(StoreException.Kind.DEVICE_SECRET_MISSING);
        }
    }
}
