package loupe.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import loupe.core.work.JobContext;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.LoggedEvent;
import loupe.store.fault.StoreException;
import loupe.store.fault.StoreException.Kind;
import loupe.store.journal.NewRecord;
import loupe.store.journal.RecordKind;
import loupe.store.setting.Policy;
import loupe.store.setting.StoreSettings;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many at once, and a world that does not co-operate.
class SharedUseTest {
    @TempDir
    Path temp;

    private Store create() throws StoreException {
        return Store.create(temp.resolve("store"), Sample.passphrase(), Sample.settings(temp.resolve("device")));
    }

    private static void note(Store store, int n) throws StoreException {
        store.append(
                NewRecord.of(Sample.STUDY, RecordKind.CORRECTION, new byte[n]),
                s -> Sample.summary(Sample.STUDY, 2),
                AuditEntry.of(AuditEvent.CORRECTED, "", Sample.STUDY));
    }

    @Test
    void eight_readers_and_the_writer_see_no_lock_error() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        try (Store store = create();
                ExecutorService threads = Executors.newFixedThreadPool(9)) {
            Sample.fill(store);
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(threads.submit(() -> {
                    int reads = 0;
                    while (!stop.get()) {
                        reads += store.records(Sample.STUDY).isEmpty() ? 0 : 1;
                        store.instances(Sample.OTHER_STUDY).getFirst().frame(1);
                        store.studies();
                    }
                    return reads;
                }));
            }
            int writes = 0;
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
            while (System.nanoTime() < end) {
                note(store, 100);
                writes++;
            }
            stop.set(true);
            int reads = 0;
            for (Future<Integer> f : all) {
                reads += result(f);
            }
            System.out.println("figure: 8 readers " + reads + " reads, 1 writer " + writes + " commits, no lock error");
            assertThat(store.records(Sample.STUDY)).hasSize(writes + 1);
            assertThat(store.verify(JobContext.unattended()).faults()).isEmpty();
        }
    }

    private static int result(Future<Integer> f) throws InterruptedException {
        try {
            int n = f.get();
            assertThat(n).isPositive();
            return n;
        } catch (ExecutionException e) {
            throw new AssertionError("a reader failed", e.getCause());
        }
    }

    /// A child whose files may not grow beyond a limit stands for a full disk: the system refuses the write.
    @Test
    void a_full_disk_is_told_and_loses_nothing_acknowledged() throws Exception {
        create().close();
        Process p = new ProcessBuilder(
                        "bash", "-c",
                        "trap '' XFSZ; ulimit -f 3000; exec \"$0\" \"$@\"",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED", "-XX:-UsePerfData", "-XX:TieredStopAtLevel=1", "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Filling.class.getName(), temp.toString())
                .redirectErrorStream(true)
                .start();
        List<String> said;
        try (var in = p.inputReader()) {
            said = in.lines().toList();
        }
        assertThat(p.waitFor()).as(said.toString()).isZero();
        int acknowledged = Integer.parseInt(said.getLast().split(" ")[0]);
        assertThat(said.getLast()).matches("[0-9]+ (DISK_FULL|IO)");
        try (Store store =
                Store.open(temp.resolve("store"), Sample.passphrase(), Sample.settings(temp.resolve("device")))) {
            assertThat(store.verify(JobContext.unattended()).faults()).isEmpty();
            assertThat(store.records(Sample.STUDY).size()).isGreaterThanOrEqualTo(acknowledged);
            note(store, 10);
        }
        assertThat(acknowledged).isPositive();
    }

    /// Appends until the system refuses.
    static final class Filling {
        private Filling() {}

        public static void main(String[] args) throws Exception {
            Path work = Path.of(args[0]);
            int done = 0;
            Store store =
                    Store.open(work.resolve("store"), Sample.passphrase(), Sample.settings(work.resolve("device")));
            Sample.importInstances(store, Sample.STUDY, 1, 2);
            try {
                for (; done < 2000; done++) {
                    note(store, 30_000);
                }
                System.out.println("no limit");
            } catch (StoreException e) {
                System.out.println(done + " " + e.kind());
            }
        }
    }

    @Test
    void a_folder_that_cannot_be_written_is_refused_as_such() throws Exception {
        Assumptions.assumeFalse("root".equals(System.getProperty("user.name")), "root may write anywhere");
        create().close();
        Files.setPosixFilePermissions(temp.resolve("store/records.db"), PosixFilePermissions.fromString("r--------"));
        StoreException e = catchThrowableOfType(
                StoreException.class,
                () -> Store.open(
                        temp.resolve("store"), Sample.passphrase(), Sample.settings(temp.resolve("device"))));
        assertThat(e.kind()).isEqualTo(Kind.READ_ONLY);
    }

    @Test
    void a_network_file_system_is_refused_by_its_type() {
        for (String type : List.of("nfs4", "cifs", "smb3", "fuse.sshfs", "NFS")) {
            assertThat(loupe.store.db.FolderKinds.isNetwork(type)).as(type).isTrue();
        }
        for (String type : List.of("ext4", "xfs", "btrfs", "overlay", "tmpfs", "apfs", "NTFS")) {
            assertThat(loupe.store.db.FolderKinds.isNetwork(type)).as(type).isFalse();
        }
    }

    @Test
    void a_clock_that_was_set_back_is_in_the_log_and_stops_nothing() throws Exception {
        Instant noon = Instant.parse("2026-01-02T12:00:00Z");
        Store.create(temp.resolve("store"), Sample.passphrase(), at(noon)).close();
        try (Store store = Store.open(temp.resolve("store"), Sample.passphrase(), at(noon.minus(Duration.ofHours(2))))) {
            Sample.importInstances(store, Sample.STUDY, 1, 1);
            assertThat(details(store, AuditEvent.CLOCK_SET_BACK)).hasSize(1).first().asString().contains("7200 seconds");
            assertThat(store.verify(JobContext.unattended()).faults()).isEmpty();
        }
    }

    private StoreSettings at(Instant time) {
        return Sample.settings(temp.resolve("device"), Clock.fixed(time, ZoneOffset.UTC));
    }

    private static List<String> details(Store store, AuditEvent event) throws StoreException {
        return store.events(0, 10_000).stream()
                .filter(e -> e.event().equals(Optional.of(event)))
                .map(LoggedEvent::detail)
                .toList();
    }

    @Test
    void unusual_use_raises_one_alert_an_hour() throws Exception {
        try (Store store = create()) {
            Sample.importInstances(store, Sample.STUDY, 1, 1);
            store.lifecycle().settle(new Policy(10, true, 0, 30, 60, 5, 3));
            for (int i = 0; i < 20; i++) {
                store.log(AuditEntry.of(AuditEvent.STUDY_READ, "shown", Sample.STUDY));
                store.log(AuditEntry.of(AuditEvent.EXPORTED, "1 file", Sample.STUDY));
            }
            store.lifecycle().breakGlass("power cut");
            assertThat(details(store, AuditEvent.ALERT))
                    .containsExactly(
                            "EXPORTED more than 3 times in an hour",
                            "STUDY_READ more than 5 times in an hour",
                            "break-glass; asks for review");
        }
    }
}
