package loupe.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import loupe.core.dicom.DeidentifiedInstance;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.study.StudySummary;
import loupe.core.work.JobContext;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.db.Database;
import loupe.store.face.ImportBatch;
import loupe.store.journal.NewRecord;
import loupe.store.journal.RecordKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Figures beside plain SQLite and plain files, interleaved in one run; benchmarks/store-vs-sqlite runs it at full size and
/// says whether the bars stand. Here it runs small and asserts only that the work was done.
class FiguresTest {
    private static final boolean FULL = Boolean.getBoolean("loupe.figures");
    private static final int ROUNDS = FULL ? 7 : 2;
    /// Rounds in which the platform still compiles both; a workstation runs for hours.
    private static final int WARM_UP = FULL ? 3 : 1;

    private static final int COMMITS = FULL ? 1500 : 40;
    private static final int EVENTS = FULL ? 100_000 : 500;
    private static final int STUDIES = FULL ? 10_000 : 100;
    private static final int MEBIBYTES = FULL ? 64 : 4;

    @TempDir
    Path temp;

    private interface Work {
        void run() throws Exception;
    }

    private static double seconds(Work work) throws Exception {
        long from = System.nanoTime();
        work.run();
        return (System.nanoTime() - from) / 1e9;
    }

    private static void say(String name, double figure, String unit) {
        System.out.printf(Locale.ROOT, "figure: %s %.3f %s%n", name, figure, unit);
    }

    private Store create(String name) throws Exception {
        return Store.create(temp.resolve(name), Sample.passphrase(), Sample.settings(temp.resolve("device")));
    }

    private Store open(String name) throws Exception {
        return Store.open(temp.resolve(name), Sample.passphrase(), Sample.settings(temp.resolve("device")));
    }

    private static double median(List<Double> all) {
        double[] sorted = all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /// A commit is a record, the study's summary and the log's record; plain SQLite writes three rows of those sizes into
    /// the same tables, under the same settings, by the same driver.
    @Test
    void commit_rate_beside_plain_sqlite() throws Exception {
        List<Double> ratios = new ArrayList<>();
        try (Store store = create("commits");
                Database plain = Database.open(temp.resolve("plain.db"), SCHEMA)) {
            Sample.importInstances(store, Sample.STUDY, 1, 1);
            for (int round = 0; round < WARM_UP + ROUNDS; round++) {
                int from = round * COMMITS;
                double ours = seconds(() -> {
                    for (int i = 0; i < COMMITS; i++) {
                        store.append(
                                NewRecord.of(Sample.STUDY, RecordKind.CORRECTION, payload(from + i, 300)),
                                s -> Sample.summary(Sample.STUDY, 1),
                                AuditEntry.of(AuditEvent.CORRECTED, "brush", Sample.STUDY));
                    }
                });
                double theirs = seconds(() -> {
                    for (int i = 0; i < COMMITS; i++) {
                        plainCommit(plain, from + i);
                    }
                });
                if (round >= WARM_UP) {
                    ratios.add(theirs / ours);
                    say("commits/s, store", COMMITS / ours, "");
                    say("commits/s, plain SQLite", COMMITS / theirs, "");
                }
            }
            assertThat(store.records(Sample.STUDY)).hasSize((WARM_UP + ROUNDS) * COMMITS);
        }
        say("commit rate ratio (bar 0.7)", median(ratios), "");
    }

    private static final List<String> SCHEMA = List.of(
            "CREATE TABLE IF NOT EXISTS sealed(position INTEGER PRIMARY KEY, area INTEGER NOT NULL, id BLOB NOT NULL UNIQUE,"
                    + " scope BLOB NOT NULL, version INTEGER NOT NULL, head BLOB NOT NULL, body BLOB NOT NULL) STRICT",
            "CREATE INDEX IF NOT EXISTS sealed_scope ON sealed(area, scope, position)",
            "CREATE TABLE IF NOT EXISTS log(seq INTEGER PRIMARY KEY, record BLOB NOT NULL) STRICT");

    private static void plainCommit(Database db, int n) throws Exception {
        byte[] id = ByteBuffer.allocate(16).putLong(1).putLong(n + 2L).array();
        byte[] summary = ByteBuffer.allocate(16).putLong(2).putLong(0).array();
        String insert = "INSERT INTO sealed(position, area, id, scope, version, head, body) VALUES (?,?,?,?,?,?,?)";
        String update = "UPDATE sealed SET version=?, head=?, body=? WHERE position=?";
        db.transaction(() -> {
            db.update(insert, n + 2L, 3, id, summary, 1, payload(n, 92), payload(n, 356));
            if (db.update(update, n + 1, payload(n, 204), payload(n, 92), 1L) == 0) {
                db.update(insert, 1L, 1, summary, new byte[16], n + 1, payload(n, 204), payload(n, 92));
            }
            db.update("INSERT INTO log(seq, record) VALUES (?,?)", (long) n, payload(n, 512));
        });
    }

    private static byte[] payload(int seed, int size) {
        byte[] b = new byte[size];
        new Random(seed).nextBytes(b);
        return b;
    }

    @Test
    void pixels_beside_plain_files_with_fsync() throws Exception {
        List<Double> ratios = new ArrayList<>();
        byte[] pixels = payload(1, MEBIBYTES << 20);
        try (Store store = create("pixels")) {
            for (int round = 0; round < ROUNDS; round++) {
                int n = round;
                double ours = seconds(() -> {
                    try (ImportBatch batch = store.beginImport()) {
                        batch.add(image(n, pixels));
                        batch.commit(Sample.become(Sample.summary(Sample.STUDY, 1)), Sample.imported(Sample.STUDY));
                    }
                });
                double theirs = seconds(() -> plainFile(temp.resolve("plain-" + n), pixels));
                Files.delete(temp.resolve("plain-" + n));
                ratios.add(theirs / ours);
                say("pixels written MB/s, store", MEBIBYTES / ours, "");
                say("pixels written MB/s, plain file", MEBIBYTES / theirs, "");
            }
            double read = seconds(() -> store.instances(Sample.STUDY).getFirst().frame(0));
            say("pixels read MB/s, store", MEBIBYTES / read, "");
            assertThat(store.instances(Sample.STUDY)).hasSize(ROUNDS);
        }
        say("pixel write ratio (bar 0.5)", median(ratios), "");
    }

    private static DeidentifiedInstance image(int n, byte[] pixels) {
        return new DeidentifiedInstance(
                TransferSyntax.EXPLICIT_LE,
                Sample.header(Sample.STUDY, n)
                        .put(Tag.Rows, Vr.US, 1024.0)
                        .put(Tag.Columns, Vr.US, pixels.length / 2048.0)
                        .put(Tag.SamplesPerPixel, Vr.US, 1.0)
                        .put(Tag.BitsAllocated, Vr.US, 16.0)
                        .put(Tag.PixelData, Vr.OW, pixels)
                        .build());
    }

    private static void plainFile(Path file, byte[] bytes) throws Exception {
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer b = ByteBuffer.wrap(bytes);
            while (b.hasRemaining()) {
                out.write(b);
            }
            out.force(true);
        }
    }

    @Test
    void verifying_many_events() throws Exception {
        try (Store store = create("events")) {
            for (int i = 0; i < EVENTS; i++) {
                store.log(AuditEntry.of(AuditEvent.NOTED, "event " + i));
            }
            double best = Double.MAX_VALUE;
            for (int i = 0; i < 3; i++) {
                best = Math.min(best, seconds(() -> assertThat(store.verify(JobContext.unattended()).faults())
                        .isEmpty()));
            }
            say("verify " + EVENTS + " events (bar 2 s at 100000)", best, "s");
        }
        double reopened = seconds(() -> open("events").close());
        say("open with " + EVENTS + " events", reopened, "s");
    }

    @Test
    void opening_many_studies() throws Exception {
        try (Store store = create("studies")) {
            try (ImportBatch batch = store.beginImport()) {
                List<StudySummary> all = new ArrayList<>();
                for (int i = 0; i < STUDIES; i++) {
                    String uid = "2.25." + (1000 + i);
                    batch.add(new DeidentifiedInstance(
                            TransferSyntax.EXPLICIT_LE, Sample.header(uid, 1).build()));
                    all.add(Sample.summary(uid, 1));
                }
                batch.commit(Sample.become(all.toArray(StudySummary[]::new)), AuditEntry.of(AuditEvent.IMPORTED, "many"));
            }
        }
        double[] times = new double[3];
        for (int i = 0; i < times.length; i++) {
            times[i] = seconds(() -> open("studies").close());
        }
        Arrays.sort(times);
        say("open a store of " + STUDIES + " studies, cheap key derivation (bar 1 s at 10000)", times[0], "s");
        try (Store store = open("studies")) {
            assertThat(store.studies()).hasSize(STUDIES);
            System.gc();
            long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            say("heap in use with " + STUDIES + " studies open", used / 1048576.0, "MiB");
        }
    }
}
