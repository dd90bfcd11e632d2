package loupe.review.reading;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DeidentifiedInstance;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.review.worklist.Claims;
import loupe.store.Store;
import loupe.store.access.Role;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.LoggedEvent;
import loupe.store.face.ImportBatch;
import loupe.store.face.SummaryChange;
import loupe.store.keys.Credentials;
import loupe.store.keys.KdfCost;
import loupe.store.keys.NewAccount;
import loupe.store.setting.StoreSettings;

/// A site of two radiologists, a QA reviewer and a technician, whose studies are lines of the list and no pictures. Its clock stands
/// until it is set on.
final class ListSite implements AutoCloseable {
    static final String ANNA = "anna";
    static final String BEN = "ben";
    static final String QA = "qa";
    static final String TECHNICIAN = "tess";

    private final Path folder;
    private final Time time = new Time();
    private Store store;

    /// A clock that is set on by hand.
    private static final class Time extends Clock {
        private Instant now = Instant.parse("2026-01-02T12:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("this clock has one zone");
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private ListSite(Path folder, boolean make) throws IOException {
        this.folder = folder;
        store = make
                ? Store.create(folder.resolve("store"), phrase(), settings(ANNA))
                : Store.open(folder.resolve("store"), new Credentials.Passphrase(ANNA, phrase(), ""), settings(ANNA));
    }

    static ListSite make(Path folder) throws IOException {
        ListSite site = new ListSite(folder, true);
        site.account(BEN, Role.RADIOLOGIST);
        site.account(QA, Role.QA_REVIEWER);
        site.account(TECHNICIAN, Role.LAB_TECHNICIAN);
        return site;
    }

    /// A site that was made before, entered as Anna.
    static ListSite open(Path folder) throws IOException {
        return new ListSite(folder, false);
    }

    private void account(String name, Role role) throws IOException {
        store.accounts().add(new NewAccount(name, name, Set.of(role), new NewAccount.Lock.Passphrase(phrase(), false)));
    }

    private static char[] phrase() {
        return "a passphrase of readers".toCharArray();
    }

    private StoreSettings settings(String actor) {
        return new StoreSettings(time, new SecureRandom(), folder.resolve("device"), KdfCost.forTests(), actor);
    }

    Store store() {
        return store;
    }

    Claims claims() {
        return new Claims(store);
    }

    ReadingList list() {
        return new ReadingList(store);
    }

    /// Ends the program in order and begins it again under an account.
    void come(String account) throws IOException {
        store.close();
        store = Store.open(folder.resolve("store"), new Credentials.Passphrase(account, phrase(), ""), settings(account));
    }

    /// Another account unlocks what was locked.
    void unlockAs(String account) throws IOException {
        store.lock();
        store.unlock(new Credentials.Passphrase(account, phrase(), ""));
    }

    void later(Duration by) {
        time.now = time.now.plus(by);
    }

    /// A line of a CT of the chest.
    static StudySummary line(String uid, String patient, String date) {
        return new StudySummary(uid, patient, "F", "061Y", date, "CT chest", "CT", 2, 120, StudyState.NEW, 0);
    }

    /// Brings studies in, in one batch.
    void studies(List<StudySummary> lines) throws IOException {
        Map<String, SummaryChange> all = new LinkedHashMap<>();
        try (ImportBatch batch = store.beginImport()) {
            for (StudySummary s : lines) {
                batch.add(new DeidentifiedInstance(TransferSyntax.EXPLICIT_LE, header(s)));
                all.put(s.studyUid(), present -> s);
            }
            batch.commit(all, AuditEntry.of(AuditEvent.IMPORTED, "some"));
        }
    }

    private static DataSet header(StudySummary s) {
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.88.11")
                .put(Tag.SOPInstanceUID, Vr.UI, s.studyUid() + ".1")
                .put(Tag.StudyInstanceUID, Vr.UI, s.studyUid())
                .put(Tag.SeriesInstanceUID, Vr.UI, s.studyUid() + ".2")
                .put(Tag.PatientID, Vr.LO, s.patientPseudonym())
                .build();
    }

    /// What the log says of claims, as `actor: detail`; read by Anna, who audits.
    List<String> claimsInTheLog() throws IOException {
        return store.events(0, 100_000).stream()
                .filter(e -> e.event().filter(k -> k == AuditEvent.STUDY_CLAIMED || k == AuditEvent.STUDY_RELEASED).isPresent())
                .map(ListSite::said)
                .toList();
    }

    private static String said(LoggedEvent e) {
        return e.actor() + ": " + e.detail();
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
