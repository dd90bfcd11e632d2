package loupe.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Random;
import loupe.core.work.JobContext;
import loupe.store.fault.StoreException;
import loupe.store.journal.NewRecord;
import loupe.store.journal.RecordKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a power cut may leave: every sector that was never synced may be missing, or half of it written.
///
/// `strace` records which bytes a child process wrote to which file and when it synced; the disk after a cut at a random
/// moment is rebuilt from what was synced by then, and a random choice, torn by sector, of what was not. The rebuilt store is
/// opened; the same is done to plain SQLite with synchronous=NORMAL, which must lose rows, or the rebuilding proves nothing.
class PowerLossTest {
    private static final int CUTS = Integer.getInteger("loupe.power.cuts", 24);

    @TempDir
    Path temp;

    @Test
    void loses_nothing_acknowledged_with_the_shipped_settings_and_rows_with_synchronous_normal() throws Exception {
        Path shipped = Files.createDirectories(temp.resolve("shipped"));
        Store.create(shipped.resolve("store"), Sample.passphrase(), Sample.settings(shipped.resolve("device"))).close();
        Syscalls real = Syscalls.of(temp, shipped, StoreWork.class.getName(), shipped.toString());
        Path plain = Files.createDirectories(temp.resolve("plain"));
        Syscalls normal = Syscalls.of(temp, plain, NormalWork.class.getName(), plain.toString());
        Random random = new Random(3);
        int lost = 0;
        int lostByNormal = 0;
        int acknowledged = 0;
        for (int i = 0; i < CUTS; i++) {
            Syscalls.Cut cut = real.cut(random, temp.resolve("after"));
            lost += cut.acknowledged() - Math.min(cut.acknowledged(), recordsIn(cut.folder()));
            acknowledged += cut.acknowledged();
            Sample.delete(cut.folder());
            Syscalls.Cut control = normal.cut(random, temp.resolve("after"));
            lostByNormal += rowsIn(control.folder()) < control.acknowledged() ? 1 : 0;
            Sample.delete(control.folder());
        }
        System.out.println("figure: power cuts " + CUTS + ", " + lost + " of " + acknowledged
                + " acknowledged lost as shipped; synchronous=NORMAL lost rows in " + lostByNormal + " of " + CUTS);
        assertThat(acknowledged).isPositive();
        assertThat(lost).isZero();
        assertThat(lostByNormal).as("the control must lose").isPositive();
    }

    private static int recordsIn(Path folder) throws Exception {
        try (Store store =
                Store.open(folder.resolve("store"), Sample.passphrase(), Sample.settings(folder.resolve("device")))) {
            assertThat(store.verify(JobContext.unattended()).faults()).isEmpty();
            return store.records(Sample.STUDY).size();
        } catch (StoreException e) {
            throw new AssertionError("the store did not open after a power cut: " + e.kind() + " " + e.getMessage(), e);
        }
    }

    private static int rowsIn(Path folder) throws Exception {
        try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("plain.db"));
                Statement s = c.createStatement();
                var r = s.executeQuery("SELECT count(*) FROM t")) {
            return r.getInt(1);
        } catch (java.sql.SQLException e) {
            return -1;
        }
    }

    /// Imports a study, then appends records, each acknowledged by a line on standard output.
    static final class StoreWork {
        private StoreWork() {}

        public static void main(String[] args) throws Exception {
            Path work = Path.of(args[0]);
            try (Store store =
                    Store.open(work.resolve("store"), Sample.passphrase(), Sample.settings(work.resolve("device")))) {
                Sample.importInstances(store, Sample.STUDY, 1, 3);
                for (int i = 1; i <= 60; i++) {
                    byte[] stroke = new byte[i % 20 == 0 ? 1_200_000 : 300];
                    new Random(i).nextBytes(stroke);
                    store.append(
                            NewRecord.of(Sample.STUDY, RecordKind.CORRECTION, stroke),
                            s -> Sample.summary(Sample.STUDY, 3),
                            Sample.imported(Sample.STUDY));
                    System.out.println("ACK " + i);
                }
            }
        }
    }

    /// Plain SQLite with the store's settings but synchronous=NORMAL.
    static final class NormalWork {
        private NormalWork() {}

        public static void main(String[] args) throws Exception {
            try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + Path.of(args[0]).resolve("plain.db"));
                    Statement s = c.createStatement()) {
                s.execute("PRAGMA journal_mode=WAL");
                s.execute("PRAGMA synchronous=NORMAL");
                s.execute("CREATE TABLE t(n INTEGER PRIMARY KEY, b BLOB)");
                for (int i = 1; i <= 60; i++) {
                    byte[] b = new byte[300];
                    Arrays.fill(b, (byte) i);
                    try (PreparedStatement p = c.prepareStatement("INSERT INTO t VALUES (?,?)")) {
                        p.setInt(1, i);
                        p.setBytes(2, b);
                        p.executeUpdate();
                    }
                    System.out.println("ACK " + i);
                }
            }
        }
    }
}
