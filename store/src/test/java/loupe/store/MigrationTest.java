package loupe.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import loupe.core.work.JobContext;
import loupe.store.access.Role;
import loupe.store.audit.AuditEvent;
import loupe.store.fault.StoreException;
import loupe.store.fault.StoreException.Kind;
import loupe.store.journal.RecordKind;
import loupe.store.journal.SiteKind;
import loupe.store.journal.StoredRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Opens a store that the program of commit eefe150 made (format 1).
class MigrationTest {
    @TempDir
    Path temp;

    @BeforeEach
    void unpacks_the_old_store() throws Exception {
        unpack(temp);
    }

    static void unpack(Path to) throws Exception {
        try (InputStream in = MigrationTest.class.getResourceAsStream("format1.zip");
                ZipInputStream zip = new ZipInputStream(java.util.Objects.requireNonNull(in))) {
            for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
                Path p = to.resolve(e.getName());
                if (e.isDirectory()) {
                    Files.createDirectories(p);
                } else {
                    Files.createDirectories(p.getParent());
                    Files.write(p, zip.readAllBytes());
                }
            }
        }
    }

    private Store open() throws StoreException {
        return Store.open(temp.resolve("store"), Sample.passphrase(), Sample.settings(temp.resolve("device")));
    }

    @Test
    void keeps_every_study_record_pixel_and_site_object() throws Exception {
        try (Store store = open()) {
            assertThat(store.studies())
                    .containsExactly(Sample.summary(Sample.STUDY, 2), Sample.summary(Sample.OTHER_STUDY, 2));
            List<StoredRecord> records = store.records(Sample.STUDY);
            assertThat(records.stream().map(StoredRecord::kind))
                    .containsExactly(RecordKind.PREDICTION, RecordKind.CORRECTION, RecordKind.DEID_REPORT);
            byte[] stroke = new byte[(1 << 20) + 4096];
            new java.util.Random(5).nextBytes(stroke);
            assertThat(records.get(1).payload()).isEqualTo(stroke);
            assertThat(new String(records.get(0).payload(), StandardCharsets.US_ASCII)).startsWith(Sample.PAYLOAD);
            assertThat(store.attached(Sample.STUDY)).hasSize(1);
            byte[] pixels = Sample.pixels(2);
            assertThat(store.instances(Sample.STUDY).get(1).frame(0).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE))
                    .isEqualTo(java.util.Arrays.copyOf(pixels, 512));
            assertThat(store.site(SiteKind.MODEL_CARD, "lung")).isPresent();
            assertThat(store.projectKey("trial")).hasSize(32);
        }
    }

    @Test
    void keeps_the_log_and_goes_on_with_it() throws Exception {
        try (Store store = open()) {
            assertThat(store.verify(JobContext.unattended()).faults()).isEmpty();
            assertThat(store.events(0, 1000).stream().map(e -> e.event().orElseThrow()))
                    .contains(AuditEvent.STORE_CREATED, AuditEvent.IMPORTED, AuditEvent.MIGRATED);
            assertThat(store.events(0, 1000).stream().map(loupe.store.audit.LoggedEvent::detail))
                    .contains(Sample.DETAIL);
        }
        try (Store store = open()) {
            assertThat(store.verify(JobContext.unattended()).faults()).isEmpty();
        }
    }

    @Test
    void makes_the_one_user_the_first_account() throws Exception {
        try (Store store = open()) {
            assertThat(store.accounts().present().name()).isEqualTo(Sample.ACTOR);
            assertThat(store.accounts().present().roles())
                    .containsExactlyInAnyOrder(Role.ADMINISTRATOR, Role.RADIOLOGIST, Role.AUDITOR);
        }
    }

    @Test
    void leaves_a_verified_copy_and_no_old_slot() throws Exception {
        open().close();
        assertThat(temp.resolve("store-before-format-2/records.db")).isRegularFile();
        try (var c = DriverManager.getConnection("jdbc:sqlite:" + temp.resolve("store/keys.db"));
                var r = c.createStatement().executeQuery("SELECT count(*) FROM sqlite_master WHERE name IN ('slot','data_key')")) {
            assertThat(r.getInt(1)).isZero();
        }
    }

    @Test
    void changes_nothing_for_a_wrong_passphrase() throws Exception {
        StoreException e = catchThrowableOfType(
                StoreException.class,
                () -> Store.open(
                        temp.resolve("store"), "wrong".toCharArray(), Sample.settings(temp.resolve("device"))));
        assertThat(e.kind()).isEqualTo(Kind.WRONG_PASSPHRASE);
        assertThat(temp.resolve("store-before-format-2")).doesNotExist();
        open().close();
    }

    @Test
    void begins_again_where_a_kill_left_half_of_it() throws Exception {
        Files.write(temp.resolve("store/objects/" + "0".repeat(32) + ".next"), new byte[10]);
        Files.createDirectories(temp.resolve("store-before-format-2.part/objects"));
        try (Store store = open()) {
            assertThat(store.verify(JobContext.unattended()).faults()).isEmpty();
            assertThat(store.records(Sample.STUDY)).hasSize(3);
        }
    }
}
