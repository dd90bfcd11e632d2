package loupe.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loupe.core.work.JobContext;
import loupe.store.access.Permission;
import loupe.store.access.Role;
import loupe.store.audit.AuditEvent;
import loupe.store.db.KeysDb;
import loupe.store.db.KeysDb.WrappedKey;
import loupe.store.db.RecordsDb;
import loupe.store.db.SealedRow;
import loupe.store.db.SealedRow.Area;
import loupe.store.face.Lifecycle;
import loupe.store.fault.StoreException;
import loupe.store.fault.StoreException.Kind;
import loupe.store.keys.Credentials;
import loupe.store.keys.KeyRing;
import loupe.store.keys.Unlocking;
import loupe.store.setting.Policy;
import loupe.store.setting.StoreSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is left of a study after it was erased: nothing in the store, nothing in a copy made before.
class ErasureTest {
    /// Strings of the person of STUDY; OTHER_STUDY's are told apart by the study's own UID.
    @TempDir
    Path temp;

    private Path store = Path.of("");
    private Path device = Path.of("");
    private Path copy = Path.of("");
    private String printed = "";

    @BeforeEach
    void makes_a_store_and_a_full_copy_of_every_file() throws Exception {
        store = temp.resolve("store");
        device = temp.resolve("device");
        copy = temp.resolve("copy");
        try (Store s = Store.create(store, Sample.passphrase(), settings())) {
            Sample.fill(s);
            printed = s.accounts().printRecoveryKey().shownOnce();
        }
        Sample.copy(store, copy);
    }

    private StoreSettings settings() {
        return Sample.settings(device);
    }

    private Store open() throws StoreException {
        return Store.open(store, Sample.passphrase(), settings());
    }

    private static Kind refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        StoreException e = catchThrowableOfType(StoreException.class, work);
        assertThat(e).as("a refusal").isNotNull();
        return e.kind();
    }

    private Lifecycle.Erased erase() throws StoreException {
        try (Store s = open()) {
            return s.lifecycle().erase(List.of(Sample.STUDY), "asked for by the person");
        }
    }

    private List<String> bytesOnDisk(Path folder) throws Exception {
        List<String> all = new ArrayList<>();
        try (var files = Files.walk(folder)) {
            for (Path p : files.filter(Files::isRegularFile).toList()) {
                all.add(new String(Files.readAllBytes(p), StandardCharsets.ISO_8859_1));
            }
        }
        return all;
    }

    @Nested
    class In_the_store {
        @Test
        void the_study_is_gone_and_the_other_one_whole() throws Exception {
            erase();
            try (Store s = open()) {
                assertThat(s.studies()).containsExactly(Sample.summary(Sample.OTHER_STUDY, 2));
                assertThat(s.instances(Sample.STUDY)).isEmpty();
                assertThat(s.records(Sample.OTHER_STUDY)).hasSize(1);
                assertThat(s.instances(Sample.OTHER_STUDY).getFirst().frame(0).byteSize()).isEqualTo(512);
                assertThat(s.verify(JobContext.unattended()).faults()).isEmpty();
            }
        }

        @Test
        void a_walk_over_all_that_decrypts_finds_no_string_of_the_person() throws Exception {
            try (Store s = open()) {
                assertThat(holding(s, Sample.STUDY)).as("before, so that the walk can fail").isPositive();
                assertThat(holding(s, Sample.DETAIL)).isPositive();
                s.lifecycle().erase(List.of(Sample.STUDY, Sample.OTHER_STUDY), "asked for");
                for (String canary : List.of(Sample.STUDY, Sample.PSEUDONYM, Sample.DESCRIPTION, Sample.PAYLOAD,
                        Sample.DETAIL, Sample.PIXELS)) {
                    assertThat(holding(s, canary)).as(canary).isZero();
                }
            }
        }

        private static long holding(Store s, String canary) throws StoreException {
            long[] n = new long[1];
            s.forEachPlaintext((place, bytes) -> {
                if (new String(bytes, StandardCharsets.ISO_8859_1).contains(canary)) {
                    n[0]++;
                }
            });
            return n[0];
        }

        @Test
        void the_log_tells_of_it_and_verifies() throws Exception {
            erase();
            try (Store s = open()) {
                assertThat(s.events(0, 1000).stream().map(e -> e.event().orElseThrow()))
                        .containsSubsequence(AuditEvent.ERASE_INTENT, AuditEvent.EPOCH_BEGUN, AuditEvent.ERASE_DONE);
                assertThat(s.verify(JobContext.unattended()).faults()).isEmpty();
            }
        }

        @Test
        void a_kill_after_the_intent_is_finished_at_the_next_opening() throws Exception {
            for (AuditEvent until : List.of(AuditEvent.ERASE_INTENT, AuditEvent.KEYS_INTENT, AuditEvent.EPOCH_BEGUN)) {
                Path work = temp.resolve("killed " + until);
                Sample.copy(copy, work.resolve("store"));
                Sample.copy(device, work.resolve("device"));
                Killed.afterEvent(work, until);
                try (Store s = Store.open(
                        work.resolve("store"), Sample.passphrase(), Sample.settings(work.resolve("device")))) {
                    assertThat(s.studies()).as(until.name()).containsExactly(Sample.summary(Sample.OTHER_STUDY, 2));
                    assertThat(s.verify(JobContext.unattended()).faults()).isEmpty();
                    assertThat(s.events(0, 1000).stream().map(e -> e.event().orElseThrow()))
                            .contains(AuditEvent.ERASE_DONE);
                }
            }
        }

        @Test
        void what_was_imported_again_is_a_new_study() throws Exception {
            erase();
            try (Store s = open()) {
                Sample.importInstances(s, Sample.STUDY, 1, 2);
                assertThat(s.instances(Sample.STUDY)).hasSize(2);
                assertThat(s.records(Sample.STUDY)).isEmpty();
                assertThat(s.verify(JobContext.unattended()).faults()).isEmpty();
            }
        }
    }

    @Nested
    class With_copies_made_before {
        @Test
        void the_old_passphrase_does_not_open_the_copy() throws Exception {
            erase();
            // Even the anchors are put back, so that only the keys can refuse.
            assertThat(refusal(() -> Store.open(copy, Sample.passphrase(), settings())))
                    .isEqualTo(Kind.DEVICE_SECRET_MISSING);
        }

        @Test
        void opens_before_the_erasure_so_that_the_refusal_means_something() throws Exception {
            Store.open(copy, Sample.passphrase(), settings()).close();
        }

        @Test
        void new_keys_do_not_open_old_records() throws Exception {
            List<SealedRow> old = rows(copy);
            int before = opened(keyRing(copy), copy, old);
            erase();
            assertThat(before).as("before, so that the search can fail").isPositive();
            assertThat(opened(keyRing(store), store, old)).as("new keys.db").isZero();
            assertThat(opened(keyRing(store), copy, old)).as("new ring, old keys.db").isZero();
        }

        private List<SealedRow> rows(Path folder) throws Exception {
            List<SealedRow> out = new ArrayList<>();
            try (RecordsDb db = RecordsDb.open(folder.resolve("records.db"))) {
                List<SealedRow> studies = db.rows(Area.STUDY, loupe.store.db.RowId.NONE);
                var first = studies.getFirst().id();
                out.add(studies.getFirst());
                for (Area a : List.of(Area.INSTANCE, Area.RECORD, Area.ATTACHED)) {
                    out.addAll(db.rows(a, first));
                }
            }
            return out;
        }

        private KeyRing keyRing(Path folder) throws Exception {
            try (KeysDb keys = KeysDb.open(folder.resolve("keys.db"))) {
                return new Unlocking(keys, settings().unlocking(""))
                        .unlock(new Credentials.Passphrase(Sample.ACTOR, Sample.passphrase(), ""))
                        .ring();
            }
        }

        private int opened(KeyRing ring, Path keysOf, List<SealedRow> rows) throws Exception {
            var sealer = new loupe.store.index.RowSealer(new loupe.store.index.Objects(copy.resolve("objects")));
            int n = 0;
            try (KeysDb keys = KeysDb.open(keysOf.resolve("keys.db"))) {
                for (WrappedKey w : keys.keys()) {
                    for (SealedRow r : rows) {
                        try {
                            sealer.head(r, ring.unwrapAgain(w));
                            n++;
                        } catch (StoreException e) {
                            assertThat(e.kind()).isIn(Kind.TAMPERED, Kind.NOT_ALLOWED);
                        }
                    }
                }
            }
            return n;
        }

        @Test
        void an_old_print_out_still_opens_a_full_copy_and_the_erasure_says_so() throws Exception {
            Lifecycle.Erased erased = erase();
            assertThat(erased.recoveryKeyRevoked()).isTrue();
            assertThat(erased.said()).contains("old print-out", "still opens", "destroy it");
            try (KeysDb keys = KeysDb.open(copy.resolve("keys.db"))) {
                assertThat(new Unlocking(keys, settings().unlocking(""))
                                .unlock(new Credentials.Recovery(printed))
                                .ring()
                                .domains())
                        .isNotEmpty();
            }
            assertThat(refusal(() -> Store.open(store, new Credentials.Recovery(printed), settings())))
                    .isEqualTo(Kind.WRONG_PASSPHRASE);
        }
    }

    @Nested
    class Is_refused {
        @Test
        void under_legal_hold_until_it_is_lifted() throws Exception {
            try (Store s = open()) {
                s.lifecycle().hold(Sample.STUDY, true, "case 7");
                assertThat(refusal(() -> s.lifecycle().erase(List.of(Sample.STUDY), "x"))).isEqualTo(Kind.HELD);
                s.lifecycle().hold(Sample.STUDY, false, "case closed");
                assertThat(s.lifecycle().erase(List.of(Sample.STUDY), "x").studies()).isEqualTo(1);
            }
        }

        @Test
        void within_the_time_a_study_must_be_kept() throws Exception {
            try (Store s = open()) {
                s.lifecycle().settle(new Policy(10, true, 30, 30, 60, 200, 20));
                assertThat(refusal(() -> s.lifecycle().erase(List.of(Sample.STUDY), "x"))).isEqualTo(Kind.HELD);
                assertThat(s.studies()).hasSize(2);
            }
        }

        @Test
        void without_a_second_person_where_there_is_one() throws Exception {
            try (Store s = open()) {
                s.accounts().add(AccessMatrixTest.account("second", Set.of(Role.ADMINISTRATOR)));
                assertThat(refusal(() -> s.lifecycle().erase(List.of(Sample.STUDY), "x")))
                        .isEqualTo(Kind.SECOND_PERSON_NEEDED);
                assertThat(refusal(() -> s.lifecycle().approve(Permission.ERASE, Sample.STUDY, Sample.ACTOR)))
                        .as("nobody approves for themselves")
                        .isEqualTo(Kind.NOT_THERE);
            }
            try (Store s = Store.open(
                    store, new Credentials.Passphrase("second", "second".toCharArray(), ""), settings())) {
                s.lifecycle().approve(Permission.ERASE, Sample.STUDY, Sample.ACTOR);
            }
            try (Store s = open()) {
                assertThat(s.lifecycle().erase(List.of(Sample.STUDY), "x").studies()).isEqualTo(1);
                assertThat(s.events(0, 1000).stream().map(loupe.store.audit.LoggedEvent::event))
                        .contains(Optional.of(AuditEvent.APPROVED));
            }
        }
    }

    @Test
    void leaves_no_erased_bytes_in_the_databases() throws Exception {
        String wrapped;
        try (KeysDb keys = KeysDb.open(store.resolve("keys.db"))) {
            wrapped = new String(keys.keys().getFirst().wrapped(), StandardCharsets.ISO_8859_1);
        }
        assertThat(bytesOnDisk(store)).anyMatch(b -> b.contains(wrapped));
        erase();
        assertThat(bytesOnDisk(store)).noneMatch(b -> b.contains(wrapped));
    }
}
