package loupe.store;

import loupe.core.digest.Sha256;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import loupe.core.study.StudySummary;
import loupe.core.work.JobContext;
import loupe.store.audit.LoggedEvent;
import loupe.store.audit.VerifyReport;
import loupe.store.face.StoredInstance;
import loupe.store.fault.StoreException;
import loupe.store.fault.StoreException.Kind;
import loupe.store.journal.SiteKind;
import loupe.store.journal.StoredRecord;
import loupe.store.setting.StoreSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TamperTest {
    /// What came of a change to a closed store.
    private enum Outcome {
        REFUSED_AT_OPEN,
        REPORTED_BY_VERIFY,
        NOTHING_READABLE_CHANGED
    }

    @TempDir
    static Path temp;

    private static Path closed;
    private static Map<String, String> truth = Map.of();

    @BeforeAll
    static void makes_a_closed_store() throws Exception {
        closed = temp.resolve("closed");
        try (Store store = Store.create(store(closed), Sample.passphrase(), settings(closed))) {
            Sample.fill(store);
            truth = readAll(store);
        }
        assertThat(truth).hasSizeGreaterThan(15);
    }

    private static Path store(Path folder) throws IOException {
        Files.createDirectories(folder);
        return folder.resolve("store");
    }

    private static StoreSettings settings(Path folder) {
        return Sample.settings(folder.resolve("device"));
    }

    private Path copy(String name) throws IOException {
        Path to = temp.resolve(name);
        Sample.copy(closed, to);
        return to;
    }

    /// One readable value.
    private interface Value {
        byte[] read() throws StoreException;
    }

    private static void read(Map<String, String> out, String name, Value value) {
        try {
            out.put(name, Sha256.hex(value.read()));
        } catch (StoreException e) {
            // A value that is refused is not shown.
            return;
        }
    }

    private static byte[] text(String s) {
        return s.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    /// Every value a caller can get, each by its name; refused ones are left out.
    private static Map<String, String> readAll(Store store) {
        Map<String, String> out = new LinkedHashMap<>();
        read(out, "studies", () -> text(store.studies().toString()));
        for (String uid : List.of(Sample.STUDY, Sample.OTHER_STUDY)) {
            read(out, uid, () -> text(store.study(uid).map(StudySummary::toString).orElse("none")));
            try {
                int n = 0;
                List<StoredInstance> all = store.instances(uid);
                out.put(uid + " instances", Integer.toString(all.size()));
                for (StoredInstance i : all) {
                    String name = uid + " instance " + n++;
                    read(out, name + " header", () -> text(i.header().string(loupe.core.dicom.Tag.SOPInstanceUID, "")));
                    for (int f = 0; f < i.frames(); f++) {
                        int frame = f;
                        read(out, name + " frame " + f, () -> i.frame(frame)
                                .toArray(java.lang.foreign.ValueLayout.JAVA_BYTE));
                    }
                }
            } catch (StoreException e) {
                out.remove(uid + " instances");
            }
            try {
                List<StoredRecord> records = store.records(uid);
                out.put(uid + " records", Integer.toString(records.size()));
                for (StoredRecord r : records) {
                    out.put(uid + " record " + r.id(), r.kind() + " " + HexFormat.of().formatHex(r.payload()));
                }
            } catch (StoreException e) {
                out.remove(uid + " records");
            }
        }
        read(out, "site", () -> store.site(SiteKind.MODEL_CARD, "lung").orElse(new byte[0]));
        read(out, "project", () -> store.projectKey("trial"));
        read(out, "log", () -> {
            List<LoggedEvent> first = new ArrayList<>(store.events(0, 7));
            return text(first.toString());
        });
        return out;
    }

    /// Opens, verifies and reads a changed store; fails where a changed value is shown.
    private Outcome judge(Path changed) throws Exception {
        try (Store store = Store.open(store(changed), Sample.passphrase(), settings(changed))) {
            VerifyReport report = store.verify(JobContext.unattended());
            Map<String, String> shown = readAll(store);
            for (Map.Entry<String, String> e : shown.entrySet()) {
                assertThat(e.getValue()).as(e.getKey()).isEqualTo(truth.get(e.getKey()));
            }
            if (!report.intact()) {
                return Outcome.REPORTED_BY_VERIFY;
            }
            assertThat(shown).isEqualTo(truth);
            return Outcome.NOTHING_READABLE_CHANGED;
        } catch (StoreException e) {
            assertThat(e.kind()).isNotEqualTo(Kind.LOCKED_BY_OTHER);
            return Outcome.REFUSED_AT_OPEN;
        }
    }

    @Test
    void an_unchanged_copy_is_intact() throws Exception {
        assertThat(judge(copy("unchanged"))).isEqualTo(Outcome.NOTHING_READABLE_CHANGED);
    }

    @Nested
    class Flipping_a_byte {
        private static final int FLIPS = Integer.getInteger("loupe.flips", 256);

        @Test
        void is_never_shown_as_data() throws Exception {
            List<Path> files = new ArrayList<>();
            try (var s = Files.walk(closed)) {
                s.filter(p -> Files.isRegularFile(p) && p.toFile().length() > 0)
                        .sorted()
                        .forEach(files::add);
            }
            Random random = new Random(20261122);
            Map<String, int[]> table = new TreeMap<>();
            for (int i = 0; i < FLIPS; i++) {
                Path file = files.get(i % files.size());
                // Half of the flips go to the two databases, where most of the structure is.
                if (i % 2 == 0) {
                    file = closed.resolve(i % 4 == 0 ? "store/records.db" : "store/keys.db");
                }
                Path changed = copy("flipped");
                long at = random.nextLong(Files.size(file));
                flip(changed.resolve(closed.relativize(file)), at, 1 + random.nextInt(255));
                Outcome outcome = judge(changed);
                table.computeIfAbsent(group(closed.relativize(file)), k -> new int[3])[outcome.ordinal()]++;
                Sample.delete(changed);
            }
            print(table);
            int[] objects = table.getOrDefault("objects", new int[3]);
            assertThat(objects[Outcome.NOTHING_READABLE_CHANGED.ordinal()]).isZero();
            assertThat(table.values().stream().flatMapToInt(java.util.Arrays::stream).sum()).isEqualTo(FLIPS);
        }

        private static void flip(Path file, long at, int mask) throws IOException {
            try (RandomAccessFile f = new RandomAccessFile(file.toFile(), "rw")) {
                f.seek(at);
                int b = f.read();
                f.seek(at);
                f.write(b ^ mask);
            }
        }

        private static String group(Path file) {
            String name = file.toString();
            return name.contains("objects") ? "objects" : name.contains("anchor") ? "anchors"
                    : name.endsWith(".secret") ? "device secret" : file.getFileName().toString();
        }

        private static void print(Map<String, int[]> table) {
            System.out.println("| file | refused at open | reported by verify | nothing readable changed |");
            table.forEach((file, n) -> System.out.println("| " + file + " | " + n[0] + " | " + n[1] + " | " + n[2] + " |"));
        }
    }

    @Nested
    class Moving_things_about {
        private Outcome afterSql(String... statements) throws Exception {
            return afterChanging("records.db", statements);
        }

        private Outcome afterChanging(String file, String... statements) throws Exception {
            Path changed = temp.resolve("sql");
            Sample.copy(closed, changed);
            try {
                sql(changed.resolve("store").resolve(file), statements);
                return judge(changed);
            } finally {
                Sample.delete(changed);
            }
        }

        @Test
        void two_bodies_swapped_are_seen() throws Exception {
            assertThat(afterSql(swap(2, "body"))).isNotEqualTo(Outcome.NOTHING_READABLE_CHANGED);
        }

        @Test
        void two_record_rows_of_two_studies_swapped_are_seen() throws Exception {
            assertThat(afterSql(swap(3, "id"))).isNotEqualTo(Outcome.NOTHING_READABLE_CHANGED);
            assertThat(afterSql(swap(3, "scope"))).isNotEqualTo(Outcome.NOTHING_READABLE_CHANGED);
            assertThat(afterSql(swap(3, "body"))).isNotEqualTo(Outcome.NOTHING_READABLE_CHANGED);
        }

        @Test
        void two_studies_swapped_are_seen() throws Exception {
            assertThat(afterSql(swap(1, "head"))).isNotEqualTo(Outcome.NOTHING_READABLE_CHANGED);
        }

        @Test
        void head_and_body_swapped_are_seen() throws Exception {
            assertThat(afterSql("UPDATE sealed SET head=body, body=head WHERE area=3"))
                    .isNotEqualTo(Outcome.NOTHING_READABLE_CHANGED);
        }

        @Test
        void a_missing_row_is_seen() throws Exception {
            for (int area = 1; area <= 4; area++) {
                assertThat(afterSql("DELETE FROM sealed WHERE position=(SELECT max(position) FROM sealed WHERE area="
                                + area + ")"))
                        .isNotEqualTo(Outcome.NOTHING_READABLE_CHANGED);
            }
        }

        @Test
        void a_log_cut_short_is_refused() throws Exception {
            assertThat(afterSql("DELETE FROM log WHERE seq=(SELECT max(seq) FROM log)"))
                    .isEqualTo(Outcome.REFUSED_AT_OPEN);
            assertThat(afterSql(
                            "DELETE FROM log WHERE seq>3",
                            "DELETE FROM checkpoint WHERE size>3"))
                    .isEqualTo(Outcome.REFUSED_AT_OPEN);
        }

        @Test
        void two_wrapped_keys_swapped_are_seen() throws Exception {
            assertThat(afterChanging("keys.db",
                            "CREATE TABLE t AS SELECT rowid AS r, wrapped FROM wrapped_key",
                            "UPDATE wrapped_key SET wrapped=(SELECT wrapped FROM t WHERE r=(SELECT max(r) FROM t) + 1 - wrapped_key.rowid)",
                            "DROP TABLE t"))
                    .isNotEqualTo(Outcome.NOTHING_READABLE_CHANGED);
        }

        @Test
        void two_accounts_slots_swapped_are_refused() throws Exception {
            Path changed = copy("accounts");
            try (Store store = Store.open(store(changed), Sample.passphrase(), settings(changed))) {
                store.accounts().add(AccessMatrixTest.account("other", java.util.Set.of(loupe.store.access.Role.AUDITOR)));
            }
            sql(
                    changed.resolve("store/keys.db"),
                    "CREATE TABLE t AS SELECT rowid AS r, body FROM account",
                    "UPDATE account SET body=(SELECT body FROM t WHERE r<>account.rowid)",
                    "DROP TABLE t");
            assertThat(judge(changed)).isEqualTo(Outcome.REFUSED_AT_OPEN);
        }

        @Test
        void two_checkpoints_signatures_swapped_are_refused() throws Exception {
            assertThat(afterSql(
                            "CREATE TABLE t AS SELECT size AS z, note FROM checkpoint ORDER BY size LIMIT 2",
                            "UPDATE checkpoint SET note=(SELECT note FROM t WHERE z<>checkpoint.size)"
                                    + " WHERE size IN (SELECT z FROM t)",
                            "DROP TABLE t"))
                    .isEqualTo(Outcome.REFUSED_AT_OPEN);
        }

        @Test
        void keys_of_another_epoch_put_back_are_refused() throws Exception {
            Path changed = copy("epochs");
            try (Store store = Store.open(store(changed), Sample.passphrase(), settings(changed))) {
                store.lifecycle().rotate();
            }
            Files.copy(
                    closed.resolve("store/keys.db"),
                    changed.resolve("store/keys.db"),
                    StandardCopyOption.REPLACE_EXISTING);
            assertThat(judge(changed)).isEqualTo(Outcome.REFUSED_AT_OPEN);
        }

        @Test
        void a_wrapped_key_of_another_epoch_put_back_is_seen() throws Exception {
            Path changed = copy("epoch row");
            try (Store store = Store.open(store(changed), Sample.passphrase(), settings(changed))) {
                store.lifecycle().rotate();
            }
            sql(
                    changed.resolve("store/keys.db"),
                    "ATTACH '" + closed.resolve("store/keys.db") + "' AS old",
                    "REPLACE INTO main.wrapped_key SELECT * FROM old.wrapped_key LIMIT 2");
            assertThat(judge(changed)).isNotEqualTo(Outcome.NOTHING_READABLE_CHANGED);
        }

        @Test
        void a_blind_index_that_names_another_row_is_seen() throws Exception {
            assertThat(afterChanging("keys.db", "UPDATE blind SET id=(SELECT max(id) FROM blind)"))
                    .isEqualTo(Outcome.REPORTED_BY_VERIFY);
        }

        @Test
        void two_objects_swapped_are_seen() throws Exception {
            Path changed = copy("objects swapped");
            List<Path> objects;
            try (var s = Files.list(changed.resolve("store/objects"))) {
                objects = s.sorted().toList();
            }
            Path aside = changed.resolve("aside");
            Files.move(objects.get(0), aside);
            Files.move(objects.get(1), objects.get(0));
            Files.move(aside, objects.get(1));
            assertThat(judge(changed)).isEqualTo(Outcome.REPORTED_BY_VERIFY);
        }

        @Test
        void an_object_cut_short_or_gone_is_seen() throws Exception {
            Path changed = copy("objects cut");
            List<Path> objects;
            try (var s = Files.list(changed.resolve("store/objects"))) {
                objects = s.sorted().toList();
            }
            Files.write(objects.get(0), java.util.Arrays.copyOf(Files.readAllBytes(objects.get(0)), 700));
            Files.delete(objects.get(1));
            try (Store store = Store.open(store(changed), Sample.passphrase(), settings(changed))) {
                assertThat(store.verify(JobContext.unattended()).faults()).hasSize(2);
            }
        }

        private String[] swap(int area, String column) {
            String first = "(SELECT min(position) FROM sealed WHERE area=" + area + ")";
            String last = "(SELECT max(position) FROM sealed WHERE area=" + area + ")";
            return new String[] {
                "CREATE TABLE t AS SELECT position AS p, " + column + " AS v FROM sealed WHERE position IN (" + first
                        + "," + last + ")",
                column.equals("id") ? "UPDATE sealed SET id=x'00' WHERE position=(SELECT min(p) FROM t)" : "SELECT 1",
                "UPDATE sealed SET " + column + "=(SELECT v FROM t ORDER BY p LIMIT 1) WHERE position=(SELECT max(p) FROM t)",
                "UPDATE sealed SET " + column
                        + "=(SELECT v FROM t ORDER BY p DESC LIMIT 1) WHERE position=(SELECT min(p) FROM t)",
                "DROP TABLE t"
            };
        }
    }

    @Nested
    class Putting_an_older_store_back {
        @Test
        void is_refused_by_the_anchor_on_this_machine() throws Exception {
            Path now = copy("now");
            try (Store store = Store.open(store(now), Sample.passphrase(), settings(now))) {
                Sample.importInstances(store, Sample.STUDY, 3, 1);
            }
            Sample.delete(now.resolve("store"));
            Sample.copy(closed.resolve("store"), now.resolve("store"));
            assertThat(kindAtOpen(now)).isEqualTo(Kind.ROLLED_BACK);
        }

        @Test
        void is_refused_by_the_anchors_folder_alone() throws Exception {
            Path now = copy("now databases");
            try (Store store = Store.open(store(now), Sample.passphrase(), settings(now))) {
                Sample.importInstances(store, Sample.STUDY, 3, 1);
            }
            for (String db : List.of("records.db", "keys.db")) {
                Files.copy(
                        closed.resolve("store").resolve(db),
                        now.resolve("store").resolve(db),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            Sample.delete(now.resolve("device"));
            Sample.copy(closed.resolve("device"), now.resolve("device"));
            assertThat(kindAtOpen(now)).isIn(Kind.ROLLED_BACK);
        }

        @Test
        void of_one_row_only_is_refused() throws Exception {
            Path now = copy("one row");
            try (Store store = Store.open(store(now), Sample.passphrase(), settings(now))) {
                Sample.importInstances(store, Sample.STUDY, 3, 1);
            }
            String old = closed.resolve("store/records.db").toString();
            sql(
                    now.resolve("store/records.db"),
                    "ATTACH '" + old + "' AS old",
                    "REPLACE INTO main.sealed SELECT * FROM old.sealed WHERE area=1");
            assertThat(kindAtOpen(now)).isEqualTo(Kind.TAMPERED);
        }

        private Kind kindAtOpen(Path folder) throws Exception {
            try (Store store = Store.open(store(folder), Sample.passphrase(), settings(folder))) {
                throw new AssertionError("the store opened with " + store.studies().size() + " studies");
            } catch (StoreException e) {
                return e.kind();
            }
        }
    }

    private static void sql(Path db, String... statements) throws SQLException {
        try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + db);
                Statement s = c.createStatement()) {
            for (String sql : statements) {
                s.execute(sql);
            }
        }
    }
}
