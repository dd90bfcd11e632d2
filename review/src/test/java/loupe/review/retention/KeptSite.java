package loupe.review.retention;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.SourceInstance;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.core.work.JobContext;
import loupe.deid.DeidOutcome;
import loupe.deid.Deidentifier;
import loupe.deid.Identity;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import loupe.review.identity.IdentityBook;
import loupe.store.Store;
import loupe.store.access.Role;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.face.ImportBatch;
import loupe.store.keys.Credentials;
import loupe.store.keys.KdfCost;
import loupe.store.keys.NewAccount;
import loupe.store.setting.StoreSettings;

/// A site whose first account, anna, administers, reads, audits and keeps identities; its clock is set by hand.
public final class KeptSite implements AutoCloseable {
    /// Issuer of every number.
    public static final String ISSUER = "HOSPITAL";

    private final Path folder;
    private final Time time = new Time();
    private Store store;

    private static final class Time extends Clock {
        private Instant now = Instant.parse("2026-01-02T12:00:00Z");

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

    public KeptSite(Path folder) throws IOException {
        this.folder = folder;
        this.store = Store.create(folder.resolve("store"), phrase(), settings("anna"));
        String me = store.accounts().present().name();
        store.accounts().changeRoles(
                me, Set.of(Role.ADMINISTRATOR, Role.RADIOLOGIST, Role.AUDITOR, Role.IDENTITY_KEEPER));
        come(me);
    }

    private static char[] phrase() {
        return "a passphrase of the site".toCharArray();
    }

    private StoreSettings settings(String actor) {
        return new StoreSettings(time, new SecureRandom(), folder.resolve("device"), KdfCost.forTests(), actor);
    }

    public Store store() {
        return store;
    }

    public void later(Duration by) {
        time.now = time.now.plus(by);
    }

    public void account(String name, Role... roles) throws IOException {
        store.accounts().add(new NewAccount(
                name, name, EnumSet.copyOf(List.of(roles)), new NewAccount.Lock.Passphrase(phrase(), false)));
    }

    public void come(String name) throws IOException {
        store.close();
        store = Store.open(folder.resolve("store"), new Credentials.Passphrase(name, phrase(), ""), settings(name));
    }

    /// Brings a study in as the product's door does.
    ///
    /// @return its UID in the store
    public String study(String patientId, String studyUid, boolean keepIdentity) throws IOException {
        DataSet data = DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.88.11")
                .put(Tag.SOPInstanceUID, Vr.UI, studyUid + ".1")
                .put(Tag.StudyInstanceUID, Vr.UI, studyUid)
                .put(Tag.SeriesInstanceUID, Vr.UI, studyUid + ".9")
                .put(Tag.PatientID, Vr.LO, patientId)
                .put(0x00100021, Vr.LO, ISSUER)
                .put(Tag.PatientName, Vr.PN, "Quexington^Zbigniewa")
                .put(Tag.Modality, Vr.CS, "SR")
                .build();
        SourceInstance source = new SourceInstance(TransferSyntax.EXPLICIT_LE, DataSet.empty(), data);
        Deidentifier door = new Deidentifier(
                Profiles.importProfile(), PseudonymKey.of(store.projectKey("import")), (image, job) -> List.of());
        DeidOutcome.Cleaned clean = (DeidOutcome.Cleaned) door.deidentify(source, JobContext.unattended());
        String uid = clean.instance().studyInstanceUid();
        String pseudonym = clean.instance().data().string(Tag.PatientID, "");
        try (ImportBatch batch = store.beginImport()) {
            batch.add(clean.instance());
            batch.commit(
                    Map.of(uid, none -> new StudySummary(uid, pseudonym, "F", "061Y", "20260101", "CHEST", "SR", 1, 1, StudyState.NEW, 0)),
                    AuditEntry.of(AuditEvent.IMPORTED, "1"));
        }
        if (keepIdentity) {
            new IdentityBook(store).keep(pseudonym, Identity.of(source));
        }
        return uid;
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
