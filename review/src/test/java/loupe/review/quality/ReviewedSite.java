package loupe.review.quality;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.SourceInstance;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.finding.Finding;
import loupe.core.finding.FindingId;
import loupe.core.finding.Prediction;
import loupe.core.finding.Provenance;
import loupe.core.finding.RejectReason;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Code;
import loupe.core.segment.Mask;
import loupe.core.segment.MaskDelta;
import loupe.core.segment.Segment;
import loupe.core.segment.Segmentation;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.core.work.JobContext;
import loupe.deid.DeidOutcome;
import loupe.deid.Deidentifier;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import loupe.review.opinion.BlindReading;
import loupe.review.opinion.ReadersStore;
import loupe.review.quality.book.FindingAnswer;
import loupe.review.sealing.SealReview;
import loupe.review.session.Journal;
import loupe.review.session.ReviewSession;
import loupe.review.worklist.Summaries;
import loupe.store.Store;
import loupe.store.access.Role;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.face.ImportBatch;
import loupe.store.journal.NewRecord;
import loupe.store.journal.RecordKind;
import loupe.store.keys.Credentials;
import loupe.store.keys.KdfCost;
import loupe.store.keys.NewAccount;
import loupe.store.setting.StoreSettings;

/// A site with two readers, two QA reviewers, and one who is both, whose reviews are sealed. A model finds squares of 3 x 3 voxels on
/// a slice of 1 mm, the n-th around column 6 n, row 10. Its clock moves by hand.
public final class ReviewedSite implements AutoCloseable {
    public static final String READER = "reader";
    public static final String SECOND = "second";
    public static final String QA = "qa";
    public static final String OTHER_QA = "otherqa";
    public static final String BOTH = "both";
    private static final VoxelGrid GRID = VoxelGrid.axial(256, 32, 10, new PatientPoint(0, 0, 0), 1, 1, "2.25.9");
    private static final Code ABNORMAL = new Code("49755003", "SCT", "Morphologically Abnormal Structure");
    private static final Code NODULE = new Code("27925004", "SCT", "Nodule");

    private final Path folder;
    private final HandClock clock = new HandClock();
    private Store store;
    private BlindReading blind;
    private int studies;
    private String sex = "F";
    private String age = "061Y";

    /// What a model found and what becomes of it.
    ///
    /// @param score the model's
    /// @param answer the reader's
    public record Given(double score, FindingAnswer answer) {}

    /// A clock that stands still until it is moved.
    private static final class HandClock extends Clock {
        private Instant now = Instant.parse("2026-01-05T09:00:00Z");

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

    public ReviewedSite(Path folder) throws IOException {
        this.folder = folder;
        store = Store.create(folder.resolve("store"), phrase(), settings(READER));
        blind = new BlindReading(store);
        account(SECOND, EnumSet.of(Role.RADIOLOGIST));
        account(QA, EnumSet.of(Role.QA_REVIEWER));
        account(OTHER_QA, EnumSet.of(Role.QA_REVIEWER));
        account(BOTH, EnumSet.of(Role.RADIOLOGIST, Role.QA_REVIEWER));
    }

    private static char[] phrase() {
        return "a passphrase of readers".toCharArray();
    }

    private void account(String name, Set<Role> roles) throws IOException {
        store.accounts().add(new NewAccount(name, name, roles, new NewAccount.Lock.Passphrase(phrase(), false)));
    }

    private StoreSettings settings(String actor) {
        return new StoreSettings(clock, new SecureRandom(), folder.resolve("device"), KdfCost.forTests(), actor);
    }

    /// Ends the program and begins it again under an account.
    public void come(String account) throws IOException {
        store.close();
        store = Store.open(folder.resolve("store"), new Credentials.Passphrase(account, phrase(), ""), settings(account));
        blind = new BlindReading(store);
    }

    public void pass(Duration time) {
        clock.now = clock.now.plus(time);
    }

    public Store store() {
        return store;
    }

    /// Persons of studies to come.
    public void persons(String newSex, String newAge) {
        sex = newSex;
        age = newAge;
    }

    /// The store as the account at work may see it.
    public ReadersStore seen() {
        return new ReadersStore(store, blind);
    }

    public BlindReading blind() {
        return blind;
    }

    public QualityBench bench() {
        return new QualityBench(blind);
    }

    /// A study of its own patient that the account at work decides on; sealed unless it is to stay open.
    ///
    /// @return its UID
    public String reviewed(boolean sealed, Given... given) throws IOException {
        String study = study();
        found(study, given);
        String by = store.accounts().present().name();
        ReviewSession review = ReviewSession.open(store, clock, by, study);
        for (int n = 1; n <= given.length; n++) {
            FindingId id = new FindingId("F" + n);
            switch (given[n - 1].answer) {
                case ACCEPTED -> review.accept(id);
                case REJECTED -> review.reject(id, RejectReason.NORMAL_ANATOMY, "");
                case EDITED -> review.paint(id, "brush", square(6 * n));
            }
        }
        if (sealed) {
            seal(study);
        }
        return study;
    }

    /// Seals a review in the name of the account at work.
    public void seal(String study) throws IOException {
        new SealReview(store, clock).run(study, store.accounts().present().name(), SealReview.USUAL_MEANING);
    }

    /// 9 x 9 more voxels on the next slice: Dice with the model's 9 becomes 18 of 99.
    private static MaskDelta square(int column) {
        MaskDelta.Builder b = MaskDelta.builder(GRID.columns() * GRID.rows());
        for (int i = 0; i < 81; i++) {
            b.flip(6, (10 - 4 + i / 9) * GRID.columns() + column - 4 + i % 9);
        }
        return b.build();
    }

    private String study() throws IOException {
        studies++;
        String uid = "1.2.3." + studies;
        DataSet source = DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.88.11")
                .put(Tag.Modality, Vr.CS, "CT")
                .put(Tag.SOPInstanceUID, Vr.UI, uid + ".1")
                .put(Tag.StudyInstanceUID, Vr.UI, uid)
                .put(Tag.SeriesInstanceUID, Vr.UI, uid + ".9")
                .put(Tag.PatientID, Vr.LO, "P" + studies)
                .build();
        Deidentifier door = new Deidentifier(
                Profiles.importProfile(), PseudonymKey.of(store.projectKey("test")), (image, job) -> List.of());
        DeidOutcome.Cleaned clean = (DeidOutcome.Cleaned)
                door.deidentify(new SourceInstance(TransferSyntax.EXPLICIT_LE, DataSet.empty(), source), JobContext.unattended());
        String study = clean.instance().studyInstanceUid();
        String patient = "P" + studies;
        try (ImportBatch batch = store.beginImport()) {
            batch.add(clean.instance());
            batch.commit(
                    Map.of(study, none -> new StudySummary(
                            study, patient, sex, age, "20260101", "CHEST", "CT", 1, 1, StudyState.NEW, 0)),
                    AuditEntry.of(AuditEvent.IMPORTED, "1"));
        }
        return study;
    }

    private void found(String study, Given... given) throws IOException {
        Provenance from = new Provenance("net", "1", "00", clock.instant(), "test");
        List<Finding> all = new ArrayList<>();
        List<Segment> segments = new ArrayList<>();
        for (int n = 1; n <= given.length; n++) {
            all.add(new Finding(
                    new FindingId("F" + n), "2.25.5", NODULE, "nodule", GRID.toPatient(6 * n, 10, 5), given[n - 1].score, n, List.of(),
                    from));
            Mask.Builder mask = Mask.builder(GRID);
            for (int i = 0; i < 9; i++) {
                mask.add(6 * n - 1 + i % 3, 9 + i / 3, 5);
            }
            segments.add(new Segment(n, "nodule", ABNORMAL, NODULE, 0xff0000, mask.build()));
        }
        Prediction p = new Prediction("2.25.5", from, all, Optional.of(new Segmentation(GRID, segments)));
        store.append(
                NewRecord.of(study, RecordKind.PREDICTION, Journal.encode(p)),
                s -> Summaries.withFindings(s, StudyState.TO_REVIEW, given.length),
                AuditEntry.of(AuditEvent.ANALYSED, "net", study));
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
