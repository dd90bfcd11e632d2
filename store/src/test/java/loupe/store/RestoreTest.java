package loupe.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import loupe.core.work.JobContext;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.fault.StoreException;
import loupe.store.fault.StoreException.Kind;
import loupe.store.keys.Credentials;
import loupe.store.making.Doctor;
import loupe.store.making.Restoring;
import loupe.store.setting.StoreSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreTest {
    @TempDir
    Path temp;

    private Path store = Path.of("");
    private Path backup = Path.of("");
    private Path restored = Path.of("");
    private String printed = "";

    @BeforeEach
    void makes_a_store_and_backs_it_up() throws Exception {
        store = temp.resolve("store");
        backup = temp.resolve("backup");
        restored = temp.resolve("restored");
        try (Store s = Store.create(store, Sample.passphrase(), settings("device"))) {
            Sample.fill(s);
            printed = s.accounts().printRecoveryKey().shownOnce();
            assertThat(s.lifecycle().backUp(backup, JobContext.unattended()).objects()).isEqualTo(4);
        }
    }

    private StoreSettings settings(String device) {
        return Sample.settings(temp.resolve(device));
    }

    private static Credentials passphrase() {
        return new Credentials.Passphrase(Sample.ACTOR, Sample.passphrase(), "");
    }

    private Restoring.Restored restore(@Nullable Path keysFrom, boolean older) throws StoreException {
        return new Restoring(new Restoring.Plan(backup, restored, keysFrom, older, false), settings("device"))
                .run(passphrase(), new char[0], JobContext.unattended());
    }

    private static Kind refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        StoreException e = catchThrowableOfType(StoreException.class, work);
        assertThat(e).as("a refusal").isNotNull();
        return e.kind();
    }

    @Nested
    class A_backup {
        @Test
        void is_made_while_others_read_and_write() throws Exception {
            Path second = temp.resolve("second");
            AtomicBoolean stop = new AtomicBoolean();
            try (Store s = Store.open(store, Sample.passphrase(), settings("device"))) {
                Thread writer = new Thread(() -> {
                    try {
                        while (!stop.get()) {
                            s.log(AuditEntry.of(AuditEvent.NOTED, "x"));
                        }
                    } catch (StoreException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                });
                writer.start();
                s.lifecycle().backUp(second, JobContext.unattended());
                stop.set(true);
                writer.join();
            }
            Restoring.Restored r = new Restoring(new Restoring.Plan(second, restored, null, true, false), settings("device"))
                    .run(passphrase(), new char[0], JobContext.unattended());
            assertThat(r.report().faults()).isEmpty();
        }

        @Test
        void gives_the_whole_store_back() throws Exception {
            Restoring.Restored r = restore(null, true);
            assertThat(r.report().faults()).isEmpty();
            try (Store s = Store.open(restored, Sample.passphrase(), settings("device"))) {
                assertThat(s.studies()).hasSize(2);
                assertThat(s.records(Sample.STUDY)).hasSize(1);
                assertThat(s.instances(Sample.STUDY).get(1).frame(2).byteSize()).isEqualTo(512);
                assertThat(s.verify(JobContext.unattended()).faults()).isEmpty();
            }
        }

        @Test
        void older_than_what_this_machine_saw_is_refused_unless_asked_for() throws Exception {
            try (Store s = Store.open(store, Sample.passphrase(), settings("device"))) {
                Sample.importInstances(s, Sample.STUDY, 3, 1);
            }
            assertThat(refusal(() -> restore(null, false))).isEqualTo(Kind.ROLLED_BACK);
            assertThat(restored).doesNotExist();
            Restoring.Restored r = restore(null, true);
            assertThat(r.missingEvents()).isPositive();
        }

        @Test
        void put_in_place_of_the_store_by_hand_is_refused() throws Exception {
            try (Store s = Store.open(store, Sample.passphrase(), settings("device"))) {
                Sample.importInstances(s, Sample.STUDY, 3, 1);
            }
            assertThat(refusal(() -> Store.open(backup, Sample.passphrase(), settings("device"))))
                    .isEqualTo(Kind.ROLLED_BACK);
        }

        @Test
        void with_a_damaged_object_is_no_store() throws Exception {
            Path object;
            try (var all = Files.list(backup.resolve("objects"))) {
                object = all.findFirst().orElseThrow();
            }
            byte[] bytes = Files.readAllBytes(object);
            bytes[100] ^= 1;
            Files.write(object, bytes);
            assertThat(restore(null, true).report().intact()).isFalse();
            assertThat(restored).doesNotExist();
        }

        @Test
        void restored_for_practice_leaves_the_store_in_use_alone() throws Exception {
            restore(null, true);
            try (Store s = Store.open(restored, Sample.passphrase(), settings("device"))) {
                s.lifecycle().rotate();
            }
            try (Store s = Store.open(store, Sample.passphrase(), settings("device"))) {
                assertThat(s.verify(JobContext.unattended()).faults()).isEmpty();
            }
        }
    }

    @Nested
    class A_refused_restore {
        private Path full = Path.of("");

        @BeforeEach
        void finds_a_folder_with_a_file() throws Exception {
            full = Files.createDirectory(temp.resolve("full"));
            Files.writeString(full.resolve("keep"), "mine");
        }

        private Kind refused(Path from, Path into) {
            return refusal(() -> new Restoring(new Restoring.Plan(from, into, null, true, false), settings("device"))
                    .run(passphrase(), new char[0], JobContext.unattended()));
        }

        @Test
        void leaves_a_full_folder_as_it_is() throws Exception {
            var rights = Files.getPosixFilePermissions(full);
            assertThat(refused(backup, full)).isEqualTo(Kind.ALREADY_A_STORE);
            assertThat(full.resolve("keep")).hasContent("mine");
            assertThat(Files.getPosixFilePermissions(full)).as("nor is it narrowed").isEqualTo(rights);
        }

        @Test
        void leaves_a_full_folder_as_it_is_where_there_is_no_backup() {
            assertThat(refused(temp.resolve("nowhere"), full)).isEqualTo(Kind.NOT_A_STORE);
            assertThat(full.resolve("keep")).hasContent("mine");
        }

        @Test
        void leaves_the_store_in_use_and_the_backup_whole() throws Exception {
            assertThat(refused(backup, store)).isEqualTo(Kind.ALREADY_A_STORE);
            assertThat(refused(backup, backup)).isEqualTo(Kind.ALREADY_A_STORE);
            Files.createFile(backup.resolve("unfinished"));
            assertThat(refused(backup, store)).as("cut short").isEqualTo(Kind.NOT_A_STORE);
            assertThat(refused(backup, backup)).as("cut short, onto itself").isEqualTo(Kind.NOT_A_STORE);
            Files.delete(backup.resolve("unfinished"));
            Store.open(store, Sample.passphrase(), settings("device")).close();
            assertThat(restore(null, true).report().faults()).isEmpty();
        }

        @Test
        void leaves_a_file_that_stands_in_its_place() {
            assertThat(refused(backup, full.resolve("keep"))).isEqualTo(Kind.ALREADY_A_STORE);
            assertThat(full.resolve("keep")).hasContent("mine");
        }

        @Test
        void takes_back_what_it_copied_and_leaves_the_empty_folder_it_was_given() throws Exception {
            Path empty = Files.createDirectory(temp.resolve("empty"));
            assertThat(refusal(() -> new Restoring(new Restoring.Plan(backup, empty, null, true, false), settings("device"))
                            .run(new Credentials.Passphrase(Sample.ACTOR, "wrong".toCharArray(), ""), new char[0],
                                    JobContext.unattended())))
                    .isEqualTo(Kind.WRONG_PASSPHRASE);
            assertThat(empty).isEmptyDirectory();
        }
    }

    @Test
    void what_stands_in_place_of_the_store_closes_the_former_folder() throws Exception {
        new Restoring(new Restoring.Plan(backup, restored, null, true, true), settings("device"))
                .run(passphrase(), new char[0], JobContext.unattended());
        Store.open(restored, Sample.passphrase(), settings("device")).close();
        assertThat(refusal(() -> Store.open(store, Sample.passphrase(), settings("device"))))
                .isEqualTo(Kind.DEVICE_SECRET_MISSING);
    }

    @Nested
    class After_an_erasure {
        @BeforeEach
        void erases() throws Exception {
            try (Store s = Store.open(store, Sample.passphrase(), settings("device"))) {
                s.lifecycle().erase(List.of(Sample.STUDY), "asked for");
            }
        }

        @Test
        void an_older_backup_alone_does_not_open() {
            assertThat(refusal(() -> restore(null, true))).isEqualTo(Kind.DEVICE_SECRET_MISSING);
        }

        @Test
        void an_older_backup_with_the_newer_keys_comes_back_without_the_study() throws Exception {
            Restoring.Restored r = restore(store, true);
            assertThat(r.erasedAgain()).isEqualTo(1);
            assertThat(r.report().faults()).isEmpty();
            try (Store s = Store.open(restored, Sample.passphrase(), settings("device"))) {
                assertThat(s.studies()).containsExactly(Sample.summary(Sample.OTHER_STUDY, 2));
            }
            Store.open(store, Sample.passphrase(), settings("device")).close();
        }
    }

    @Nested
    class On_a_new_machine {
        @Test
        void the_printed_key_opens_the_backup_and_makes_a_first_account() throws Exception {
            Restoring.Restored r = new Restoring(
                            new Restoring.Plan(backup, restored, null, false, false), settings("another device"))
                    .run(new Credentials.Recovery(printed.toLowerCase(java.util.Locale.ROOT)), "a new passphrase".toCharArray(),
                            JobContext.unattended());
            assertThat(r.report().faults()).isEmpty();
            try (Store s = Store.open(restored, "a new passphrase".toCharArray(), settings("another device"))) {
                assertThat(s.records(Sample.STUDY)).hasSize(1);
                assertThat(s.verify(JobContext.unattended()).faults()).isEmpty();
            }
        }

        @Test
        void a_passphrase_alone_does_not() {
            assertThat(refusal(() -> new Restoring(
                                    new Restoring.Plan(backup, restored, null, false, false), settings("another device"))
                            .run(passphrase(), new char[0], JobContext.unattended())))
                    .isEqualTo(Kind.DEVICE_SECRET_MISSING);
        }

        @Test
        void a_mistyped_key_does_not() {
            char last = printed.charAt(3) == 'A' ? 'B' : 'A';
            String wrong = printed.substring(0, 3) + last + printed.substring(4);
            assertThat(refusal(() -> new Restoring(
                                    new Restoring.Plan(backup, restored, null, false, false), settings("another device"))
                            .run(new Credentials.Recovery(wrong), "a new passphrase".toCharArray(), JobContext.unattended())))
                    .isEqualTo(Kind.WRONG_PASSPHRASE);
        }
    }

    @Nested
    class The_doctor {
        private List<Doctor.Complaint> examine() throws StoreException {
            return new Doctor(store, settings("device")).examine(Optional.of(passphrase()));
        }

        private Path anchor() throws Exception {
            try (var all = Files.list(store.resolve("anchors"))) {
                return all.sorted().findFirst().orElseThrow();
            }
        }

        @Test
        void finds_nothing_wrong_with_a_whole_store() throws Exception {
            assertThat(examine()).isEmpty();
        }

        @Test
        void names_a_damaged_anchor_which_keeps_nobody_out() throws Exception {
            Files.write(anchor(), new byte[] {1, 2, 3});
            assertThat(examine()).hasSize(1).allMatch(Doctor.Complaint::repairable);
            try (Store s = Store.open(store, Sample.passphrase(), settings("device"))) {
                assertThat(s.studies()).hasSize(2);
                assertThat(s.verify(JobContext.unattended()).faults()).hasSize(1);
            }
            Store.repair(store, passphrase(), settings("device")).close();
            assertThat(examine()).isEmpty();
        }

        @Test
        void repairs_a_lost_anchor_of_this_machine() throws Exception {
            try (var all = Files.list(temp.resolve("device"))) {
                all.filter(p -> p.toString().endsWith(".anchor")).forEach(p -> p.toFile().delete());
            }
            assertThat(refusal(() -> Store.open(store, Sample.passphrase(), settings("device"))))
                    .isEqualTo(Kind.TAMPERED);
            assertThat(examine()).hasSize(1);
            Store.repair(store, passphrase(), settings("device")).close();
            assertThat(examine()).isEmpty();
        }

        @Test
        void repairs_a_damaged_checkpoint() throws Exception {
            try (var c = java.sql.DriverManager.getConnection("jdbc:sqlite:" + store.resolve("records.db"));
                    var st = c.createStatement()) {
                st.execute("UPDATE checkpoint SET note=x'00' WHERE size=(SELECT min(size) FROM checkpoint)");
            }
            assertThat(refusal(() -> Store.open(store, Sample.passphrase(), settings("device"))))
                    .isEqualTo(Kind.TAMPERED);
            Store.repair(store, passphrase(), settings("device")).close();
            Store.open(store, Sample.passphrase(), settings("device")).close();
        }

        @Test
        void repairs_no_rolled_back_log() throws Exception {
            try (Store s = Store.open(store, Sample.passphrase(), settings("device"))) {
                Sample.importInstances(s, Sample.STUDY, 3, 1);
            }
            Sample.delete(store);
            Sample.copy(backup, store);
            assertThat(refusal(() -> Store.repair(store, passphrase(), settings("device")))).isEqualTo(Kind.ROLLED_BACK);
            assertThat(examine()).anyMatch(c -> c.remedy().contains("restore the newest backup"));
        }

        @Test
        void names_a_missing_secret_and_a_database_that_is_none() throws Exception {
            Files.write(store.resolve("records.db"), new byte[5000]);
            assertThat(examine()).anyMatch(c -> c.where().equals("records.db"));
            Sample.delete(store);
            Sample.copy(backup, store);
            assertThat(new Doctor(store, settings("nowhere")).examine(Optional.empty()))
                    .anyMatch(c -> c.where().contains("secret"));
        }
    }
}
