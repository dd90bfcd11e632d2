package loupe.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import loupe.core.dicom.DeidentifiedInstance;
import loupe.core.dicom.Tag;
import loupe.core.study.StudyState;
import loupe.core.work.JobContext;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.LoggedEvent;
import loupe.store.face.ImportBatch;
import loupe.store.face.StoredInstance;
import loupe.store.fault.StoreException;
import loupe.store.fault.StoreException.Kind;
import loupe.store.journal.NewRecord;
import loupe.store.journal.RecordKind;
import loupe.store.journal.SiteKind;
import loupe.store.journal.StoredRecord;
import loupe.store.keys.KdfCost;
import loupe.store.making.Doctor;
import loupe.store.setting.StoreSettings;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
    @TempDir
    Path temp;

    private Path folder() {
        return temp.resolve("store");
    }

    private StoreSettings settings() {
        return Sample.settings(temp.resolve("device"));
    }

    private Store create() throws StoreException {
        return Store.create(folder(), Sample.passphrase(), settings());
    }

    private Store open() throws StoreException {
        return Store.open(folder(), Sample.passphrase(), settings());
    }

    private static Kind refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        StoreException e = catchThrowableOfType(StoreException.class, work);
        assertThat(e).as("a refusal").isNotNull();
        return e.kind();
    }

    @Nested
    class Opening_a_store {
        @Test
        void gives_back_after_closing_what_was_put_in() throws Exception {
            byte[] key;
            try (Store store = create()) {
                Sample.fill(store);
                key = store.projectKey("trial");
            }
            try (Store store = open()) {
                assertThat(store.studies())
                        .containsExactly(Sample.summary(Sample.STUDY, 2), Sample.summary(Sample.OTHER_STUDY, 2));
                assertThat(store.study(Sample.STUDY)).contains(Sample.summary(Sample.STUDY, 2));
                assertThat(store.projectKey("trial")).hasSize(32).isEqualTo(key);
                assertThat(store.projectKey("other")).isNotEqualTo(key);
                assertThat(store.verify(JobContext.unattended()).faults()).isEmpty();
            }
        }

        @Test
        void leaves_no_write_ahead_log_behind() throws Exception {
            create().close();
            try (var files = Files.list(folder())) {
                assertThat(files.map(p -> p.getFileName().toString()))
                        .containsExactlyInAnyOrder("anchors", "keys.db", "lock", "objects", "records.db");
            }
        }

        @Test
        void keeps_every_file_to_its_owner() throws Exception {
            try (Store store = create()) {
                Sample.fill(store);
                try (var files = Files.walk(temp)) {
                    for (Path p : files.filter(p -> !p.equals(temp)).toList()) {
                        String expected = Files.isDirectory(p) ? "rwx------" : "rw-------";
                        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(p)))
                                .isEqualTo(expected);
                    }
                }
            }
        }

        @Test
        void refuses_a_second_opener_while_it_is_open() throws Exception {
            try (Store first = create()) {
                assertThat(refusal(() -> open())).isEqualTo(Kind.LOCKED_BY_OTHER);
                assertThat(first.studies()).isEmpty();
            }
        }

        @Test
        void refuses_a_folder_without_a_store() {
            assertThat(refusal(() -> open())).isEqualTo(Kind.NOT_A_STORE);
        }

        @Test
        void refuses_to_create_where_something_is() throws Exception {
            create().close();
            assertThat(refusal(() -> create())).isEqualTo(Kind.ALREADY_A_STORE);
        }

        @Test
        void wipes_the_passphrase() throws Exception {
            char[] passphrase = Sample.passphrase();
            Store.create(folder(), passphrase, settings()).close();
            assertThat(passphrase).containsOnly('\0');
        }

        @Test
        void refuses_a_wrong_passphrase_and_tells_the_log() throws Exception {
            create().close();
            assertThat(refusal(() -> Store.open(folder(), "wrong".toCharArray(), settings())))
                    .isEqualTo(Kind.WRONG_PASSPHRASE);
            try (Store store = open()) {
                assertThat(store.events(0, 100).stream().map(e -> e.event().orElseThrow()))
                        .contains(AuditEvent.LOGIN_REFUSED);
            }
        }

        @Test
        void waits_after_three_wrong_tries_even_with_the_right_passphrase() throws Exception {
            Ticking clock = new Ticking(Instant.parse("2026-01-01T00:00:00Z"));
            StoreSettings s = Sample.settings(temp.resolve("device"), clock);
            Store.create(folder(), Sample.passphrase(), s).close();
            for (int i = 0; i < 3; i++) {
                assertThat(refusal(() -> Store.open(folder(), "wrong".toCharArray(), s)))
                        .isEqualTo(Kind.WRONG_PASSPHRASE);
            }
            assertThat(refusal(() -> Store.open(folder(), Sample.passphrase(), s))).isEqualTo(Kind.BACK_OFF);
            clock.now = clock.now.plusSeconds(2);
            Store.open(folder(), Sample.passphrase(), s).close();
        }

        @Test
        void waits_whatever_name_its_only_account_is_called_by() throws Exception {
            Ticking clock = new Ticking(Instant.parse("2026-01-01T00:00:00Z"));
            StoreSettings s = Sample.settings(temp.resolve("device"), clock);
            Store.create(folder(), Sample.passphrase(), s).close();
            for (int i = 0; i < 3; i++) {
                String name = "somebody " + i;
                assertThat(refusal(() -> tried(name, s))).isEqualTo(Kind.WRONG_PASSPHRASE);
                clock.now = clock.now.plusMillis(1);
            }
            assertThat(refusal(() -> tried("yet another", s))).isEqualTo(Kind.BACK_OFF);
        }

        private void tried(String name, StoreSettings s) throws StoreException {
            Store.open(folder(), new loupe.store.keys.Credentials.Passphrase(name, "wrong".toCharArray(), ""), s).close();
        }

        @Test
        void refuses_a_test_store_under_production_settings() throws Exception {
            create().close();
            StoreSettings s = settings();
            StoreSettings production = new StoreSettings(
                    s.clock(), s.random(), s.deviceSecretFolder(), KdfCost.production(), s.actor());
            assertThat(refusal(() -> Store.open(folder(), Sample.passphrase(), production)))
                    .isEqualTo(Kind.WEAK_KEY_DERIVATION);
        }

        @Test
        void refuses_without_the_secret_of_this_machine() throws Exception {
            create().close();
            assertThat(refusal(() -> Store.open(
                            folder(), Sample.passphrase(), Sample.settings(temp.resolve("another device")))))
                    .isEqualTo(Kind.DEVICE_SECRET_MISSING);
        }

        @Test
        void refuses_the_toolkits_thread() throws Exception {
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Thread t = new Thread(() -> {
                try {
                    create();
                } catch (Throwable e) {
                    thrown.set(e);
                }
            }, "JavaFX Application Thread");
            t.start();
            t.join();
            assertThat(thrown.get()).isInstanceOf(IllegalStateException.class);
        }

        @Test
        void allows_no_cost_below_the_floor() {
            assertThatThrownBy(() -> new KdfCost(64 * 1024 - 1, 3, 4, KdfCost.Profile.PRODUCTION))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class Locking {
        @Test
        void refuses_everything_until_unlocked() throws Exception {
            try (Store store = create()) {
                Sample.fill(store);
                List<StoredInstance> held = store.instances(Sample.STUDY);
                store.lock();
                assertThat(refusal(store::studies)).isEqualTo(Kind.LOCKED);
                assertThat(refusal(() -> held.getFirst().frame(0))).isEqualTo(Kind.LOCKED);
                assertThat(refusal(() -> store.unlock("wrong".toCharArray()))).isEqualTo(Kind.WRONG_PASSPHRASE);
                store.unlock(Sample.passphrase());
                assertThat(store.studies()).hasSize(2);
                assertThat(store.verify(JobContext.unattended()).faults()).isEmpty();
            }
        }
    }

    @Nested
    class Importing_instances {
        @Test
        void is_told_what_was_there_before() throws Exception {
            try (Store store = create()) {
                Sample.importInstances(store, Sample.STUDY, 1, 2);
                try (ImportBatch batch = store.beginImport()) {
                    assertThat(batch.add(Sample.instance(Sample.STUDY, 2))).isEqualTo(ImportBatch.Added.ALREADY_THERE);
                    assertThat(batch.add(Sample.instance(Sample.STUDY, 3))).isEqualTo(ImportBatch.Added.STORED);
                    assertThat(batch.add(Sample.instance(Sample.STUDY, 3))).isEqualTo(ImportBatch.Added.ALREADY_THERE);
                    batch.commit(Sample.become(Sample.summary(Sample.STUDY, 3)), Sample.imported(Sample.STUDY));
                }
                assertThat(store.instances(Sample.STUDY)).hasSize(3);
                assertThat(store.studies()).containsExactly(Sample.summary(Sample.STUDY, 3));
            }
        }

        @Test
        void leaves_nothing_when_it_is_not_committed() throws Exception {
            try (Store store = create()) {
                try (ImportBatch batch = store.beginImport()) {
                    batch.add(Sample.instance(Sample.STUDY, 1));
                }
                assertThat(store.studies()).isEmpty();
                assertThat(store.instances(Sample.STUDY)).isEmpty();
                assertThat(folder().resolve("objects")).isEmptyDirectory();
                assertThat(store.verify(JobContext.unattended()).faults()).isEmpty();
                Sample.importInstances(store, Sample.STUDY, 1, 1);
                assertThat(store.instances(Sample.STUDY)).hasSize(1);
            }
        }

        @Test
        void of_the_same_study_by_two_at_once_gives_one_study_with_each_instance_once() throws Exception {
            try (Store store = create();
                    ImportBatch one = store.beginImport();
                    ImportBatch other = store.beginImport()) {
                one.add(Sample.instance(Sample.STUDY, 1));
                one.add(Sample.instance(Sample.STUDY, 2));
                other.add(Sample.instance(Sample.STUDY, 2));
                other.add(Sample.instance(Sample.STUDY, 3));
                one.commit(Sample.become(Sample.summary(Sample.STUDY, 2)), Sample.imported(Sample.STUDY));
                other.commit(Sample.become(Sample.summary(Sample.STUDY, 3)), Sample.imported(Sample.STUDY));
                assertThat(store.studies()).containsExactly(Sample.summary(Sample.STUDY, 3));
                assertThat(store.instances(Sample.STUDY).stream()
                                .map(i -> i.header().integer(Tag.InstanceNumber).orElseThrow()))
                        .containsExactly(1, 2, 3);
                assertThat(store.verify(JobContext.unattended()).faults()).isEmpty();
            }
        }

        @Test
        void is_no_fault_to_a_verification_meanwhile() throws Exception {
            try (Store store = create();
                    ImportBatch batch = store.beginImport()) {
                batch.add(Sample.instance(Sample.STUDY, 1));
                assertThat(store.verify(JobContext.unattended()).faults()).isEmpty();
            }
        }

        @Test
        void needs_a_summary_of_every_study() throws Exception {
            try (Store store = create();
                    ImportBatch batch = store.beginImport()) {
                batch.add(Sample.instance(Sample.STUDY, 1));
                assertThatThrownBy(() -> batch.commit(Sample.become(), Sample.imported(Sample.STUDY)))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }

        @Test
        void sweeps_objects_no_row_knows_at_the_next_opening() throws Exception {
            create().close();
            Files.write(folder().resolve("objects").resolve("0123456789abcdef0123456789abcdef"), new byte[100]);
            try (Store store = open()) {
                assertThat(folder().resolve("objects")).isEmptyDirectory();
                assertThat(store.events(0, 100).stream().map(e -> e.event().orElseThrow()))
                        .contains(AuditEvent.SWEPT);
            }
        }
    }

    @Nested
    class Reading_instances {
        @Test
        void gives_each_frame_and_the_whole() throws Exception {
            try (Store store = create()) {
                Sample.importInstances(store, Sample.STUDY, 1, 2);
                StoredInstance second = store.instances(Sample.STUDY).get(1);
                byte[] pixels = Sample.pixels(2);
                assertThat(second.frames()).isEqualTo(3);
                for (int i = 2; i >= 0; i--) {
                    assertThat(second.frame(i).toArray(ValueLayout.JAVA_BYTE))
                            .isEqualTo(Arrays.copyOfRange(pixels, i * 512, (i + 1) * 512));
                }
                assertThat(second.header().contains(Tag.PixelData)).isFalse();
                assertThat(second.header().integer(Tag.InstanceNumber)).hasValue(2);
                DeidentifiedInstance whole = second.original();
                MemorySegment back = whole.data().bytes(Tag.PixelData).orElseThrow();
                assertThat(back.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(pixels);
                assertThat(whole.sopInstanceUid()).isEqualTo(Sample.STUDY + ".2");
            }
        }
    }

    @Nested
    class Making_a_store_that_was_cut_short {
        private void cutShort() throws Exception {
            create().close();
            java.nio.file.Files.delete(folder().resolve("keys.db"));
            java.nio.file.Files.createFile(folder().resolve("unfinished"));
        }

        @Test
        void leaves_a_folder_that_says_so_and_is_no_store() throws Exception {
            cutShort();
            assertThat(Store.isThere(folder())).isFalse();
            assertThat(refusal(() -> open())).isEqualTo(Kind.NOT_A_STORE);
            assertThat(new Doctor(folder(), settings()).examine(java.util.Optional.empty()))
                    .singleElement()
                    .matches(c -> c.what().contains("cut short"));
        }

        @Test
        void can_be_done_again_in_the_same_folder() throws Exception {
            cutShort();
            create().close();
            open().close();
            assertThat(folder().resolve("unfinished")).doesNotExist();
        }

        @Test
        void takes_nothing_away_that_is_not_its_own() throws Exception {
            cutShort();
            java.nio.file.Files.writeString(folder().resolve("letter.txt"), "mine");
            assertThat(refusal(() -> create())).isEqualTo(Kind.ALREADY_A_STORE);
            assertThat(folder().resolve("letter.txt")).hasContent("mine");
        }
    }

    @Nested
    class Appending_records {
        @Test
        void gives_them_back_oldest_first_with_what_they_supersede() throws Exception {
            byte[] big = new byte[3 << 20];
            new java.util.Random(1).nextBytes(big);
            try (Store store = create()) {
                Sample.importInstances(store, Sample.STUDY, 1, 1);
                StoredRecord first = append(store, NewRecord.of(Sample.STUDY, RecordKind.PREDICTION, big));
                append(store, NewRecord.of(Sample.STUDY, RecordKind.CORRECTION, new byte[] {7}).inPlaceOf(first.id()));
            }
            try (Store store = open()) {
                List<StoredRecord> records = store.records(Sample.STUDY);
                assertThat(records.stream().map(StoredRecord::kind))
                        .containsExactly(RecordKind.PREDICTION, RecordKind.CORRECTION);
                assertThat(records.get(0).payload()).isEqualTo(big);
                assertThat(records.get(1).payload()).containsExactly(7);
                assertThat(records.get(1).supersedes()).contains(records.get(0).id());
                assertThat(store.verify(JobContext.unattended()).faults()).isEmpty();
            }
        }

        @Test
        void is_refused_once_the_study_is_sealed() throws Exception {
            try (Store store = create()) {
                Sample.importInstances(store, Sample.STUDY, 1, 1);
                var sealed = Sample.inState(Sample.summary(Sample.STUDY, 1), StudyState.SEALED);
                store.append(
                        NewRecord.of(Sample.STUDY, RecordKind.SEAL, new byte[] {1}),
                        s -> sealed,
                        AuditEntry.of(AuditEvent.SEALED, "", Sample.STUDY));
                assertThat(refusal(() -> append(store, NewRecord.of(Sample.STUDY, RecordKind.VERDICT, new byte[1]))))
                        .isEqualTo(Kind.SEALED);
                assertThat(store.records(Sample.STUDY)).hasSize(1);
            }
        }

        @Test
        void is_refused_for_a_study_that_is_not_there() throws Exception {
            try (Store store = create()) {
                assertThat(refusal(() -> append(store, NewRecord.of(Sample.STUDY, RecordKind.NOTE, new byte[1]))))
                        .isEqualTo(Kind.NOT_THERE);
            }
        }

        private StoredRecord append(Store store, NewRecord r) throws StoreException {
            return store.append(
                    r, s -> Sample.inState(Sample.summary(r.studyUid(), 1), s.state()), AuditEntry.of(AuditEvent.CORRECTED, "", r.studyUid()));
        }
    }

    @Nested
    class Keeping_site_objects {
        @Test
        void gives_the_newest_and_every_version() throws Exception {
            byte[] weights = new byte[2 << 20];
            new java.util.Random(2).nextBytes(weights);
            try (Store store = create()) {
                store.putSite(SiteKind.SETTINGS, "site", "one".getBytes(StandardCharsets.UTF_8));
                store.putSite(SiteKind.SETTINGS, "site", "two".getBytes(StandardCharsets.UTF_8));
                store.putSite(SiteKind.MODEL_WEIGHTS, "lung", weights);
            }
            try (Store store = open()) {
                assertThat(store.site(SiteKind.SETTINGS, "site")).hasValueSatisfying(b -> assertThat(b)
                        .asString()
                        .isEqualTo("two"));
                assertThat(store.site(SiteKind.SETTINGS, "site", 1)).hasValueSatisfying(b -> assertThat(b)
                        .asString()
                        .isEqualTo("one"));
                assertThat(store.site(SiteKind.SETTINGS, "lung")).isEmpty();
                assertThat(store.site(SiteKind.MODEL_WEIGHTS, "lung")).hasValueSatisfying(b -> assertThat(b)
                        .isEqualTo(weights));
                assertThat(store.listSite(SiteKind.SETTINGS)).hasSize(2);
                assertThat(store.verify(JobContext.unattended()).faults()).isEmpty();
            }
        }
    }

    @Nested
    class Keeping_the_log {
        @Test
        void tells_who_did_what_to_which_study() throws Exception {
            try (Store store = create()) {
                Sample.importInstances(store, Sample.STUDY, 1, 1);
                store.log(AuditEntry.of(AuditEvent.STUDY_READ, "shown", Sample.STUDY));
                LoggedEvent last = store.events(0, 100).getLast();
                assertThat(last.event()).contains(AuditEvent.STUDY_READ);
                assertThat(last.actor()).isEqualTo(Sample.ACTOR);
                assertThat(last.detail()).isEqualTo("shown");
                assertThat(last.studyUid()).contains(Sample.STUDY);
            }
        }

        @Test
        void signs_a_checkpoint_every_256_events_and_after_60_seconds() throws Exception {
            Ticking clock = new Ticking(Instant.parse("2026-01-01T00:00:00Z"));
            try (Store store =
                    Store.create(folder(), Sample.passphrase(), Sample.settings(temp.resolve("device"), clock))) {
                long before = store.verify(JobContext.unattended()).checkpoints();
                for (int i = 0; i < 256; i++) {
                    store.log(AuditEntry.of(AuditEvent.STUDY_READ, ""));
                }
                assertThat(store.verify(JobContext.unattended()).checkpoints()).isEqualTo(before + 1);
                clock.now = clock.now.plusSeconds(61);
                store.log(AuditEntry.of(AuditEvent.STUDY_READ, ""));
                assertThat(store.verify(JobContext.unattended()).checkpoints()).isEqualTo(before + 2);
                assertThat(store.verify(JobContext.unattended()).faults()).isEmpty();
            }
        }
    }

    /// A clock that stands until it is moved.
    private static final class Ticking extends Clock {
        private Instant now;

        Ticking(Instant now) {
            this.now = now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
