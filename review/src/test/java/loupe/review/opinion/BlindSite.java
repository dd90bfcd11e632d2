package loupe.review.opinion;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
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
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.measure.Annotation;
import loupe.core.measure.ImageSpace;
import loupe.core.measure.Measure;
import loupe.core.measure.Region;
import loupe.core.measure.Shape;
import loupe.core.plane.Plane;
import loupe.core.segment.Code;
import loupe.core.segment.Mask;
import loupe.core.segment.Segment;
import loupe.core.segment.Segmentation;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.core.work.JobContext;
import loupe.deid.DeidOutcome;
import loupe.deid.Deidentifier;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import loupe.review.edit.MissedFindings;
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

/// A site of three accounts: an administrator who reads, a second radiologist and a QA reviewer. Models find discs of 3 x 3
/// voxels on slice 5 of a grid of 1 mm, the n-th around column 6 n, row 10.
final class BlindSite implements AutoCloseable {
    static final Clock NOON = Clock.fixed(Instant.parse("2026-01-02T12:00:00Z"), ZoneOffset.UTC);
    static final VoxelGrid GRID = VoxelGrid.axial(256, 32, 10, new PatientPoint(0, 0, 0), 1, 1, "2.25.9");
    static final String SERIES = "2.25.5";
    static final String FIRST = "first";
    static final String SECOND = "second";
    static final String QA = "qa";
    private static final Code ABNORMAL = new Code("49755003", "SCT", "Morphologically Abnormal Structure");
    private static final Code NODULE = new Code("27925004", "SCT", "Nodule");

    private final Path folder;
    private Store store;
    private int studies;

    BlindSite(Path folder) throws IOException {
        this.folder = folder;
        store = Store.create(folder.resolve("store"), phrase(), settings(FIRST));
        store.accounts().add(account(SECOND, Role.RADIOLOGIST));
        store.accounts().add(account(QA, Role.QA_REVIEWER));
    }

    private static char[] phrase() {
        return "a passphrase of readers".toCharArray();
    }

    private static NewAccount account(String name, Role role) {
        return new NewAccount(name, name, Set.of(role), new NewAccount.Lock.Passphrase(phrase(), false));
    }

    private StoreSettings settings(String actor) {
        return new StoreSettings(NOON, new SecureRandom(), folder.resolve("device"), KdfCost.forTests(), actor);
    }

    Store store() {
        return store;
    }

    /// What the account at work may see.
    ReadersStore seen() {
        return new ReadersStore(store, new BlindReading(store));
    }

    /// Ends the program and begins it again under an account.
    void come(String account) throws IOException {
        store.close();
        store = Store.open(folder.resolve("store"), new Credentials.Passphrase(account, phrase(), ""), settings(account));
    }

    void wantBlind() throws IOException {
        new BlindReading(store).want(true);
    }

    ReviewSession open(String study) throws IOException {
        return ReviewSession.open(store, NOON, store.accounts().present().name(), study);
    }

    /// A study with images only.
    String study() throws IOException {
        return study(List.of());
    }

    /// A study with what other programs sent along.
    String study(List<DataSet> sentAlong) throws IOException {
        studies++;
        String uid = "1.2.3." + studies;
        List<DataSet> all = new ArrayList<>(List.of(DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.88.11")
                .put(Tag.Modality, Vr.CS, "CT")
                .build()));
        all.addAll(sentAlong);
        Deidentifier door = new Deidentifier(
                Profiles.importProfile(), PseudonymKey.of(store.projectKey("test")), (image, job) -> List.of());
        String study = "";
        try (ImportBatch batch = store.beginImport()) {
            for (int i = 0; i < all.size(); i++) {
                DataSet source = all.get(i).toBuilder()
                        .put(Tag.SOPInstanceUID, Vr.UI, uid + ".1." + i)
                        .put(Tag.StudyInstanceUID, Vr.UI, uid)
                        .put(Tag.SeriesInstanceUID, Vr.UI, uid + ".9." + i)
                        .put(Tag.PatientID, Vr.LO, "P")
                        .build();
                DeidOutcome.Cleaned clean = (DeidOutcome.Cleaned) door.deidentify(
                        new SourceInstance(TransferSyntax.EXPLICIT_LE, DataSet.empty(), source), JobContext.unattended());
                batch.add(clean.instance());
                study = clean.instance().studyInstanceUid();
            }
            String uids = study;
            String modalities = sentAlong.isEmpty() ? "CT" : "CT\\SEG";
            batch.commit(
                    Map.of(study, none -> new StudySummary(
                            uids, "P", "F", "061Y", "20260101", "CHEST", modalities, all.size(), all.size(), StudyState.NEW, 0)),
                    AuditEntry.of(AuditEvent.IMPORTED, "1"));
        }
        return study;
    }

    /// The models' answer on a study.
    void found(String study, int findings) throws IOException {
        Provenance from = new Provenance("net", "1", "00", NOON.instant(), "test");
        List<Finding> all = new ArrayList<>();
        List<Segment> segments = new ArrayList<>();
        for (int n = 1; n <= findings; n++) {
            all.add(new Finding(new FindingId("F" + n), SERIES, NODULE, "nodule", at(6 * n, 10), 0.9, n, List.of(), from));
            segments.add(new Segment(n, "nodule", ABNORMAL, NODULE, 0xff0000, ball(6 * n, 10)));
        }
        Prediction p = new Prediction(
                SERIES, from, all, segments.isEmpty() ? Optional.empty() : Optional.of(new Segmentation(GRID, segments)));
        store.append(
                NewRecord.of(study, RecordKind.PREDICTION, Journal.encode(p)),
                s -> Summaries.withFindings(s, StudyState.TO_REVIEW, findings),
                AuditEntry.of(AuditEvent.ANALYSED, "net " + findings, study));
    }

    static Mask ball(int column, int row) {
        Mask.Builder mask = Mask.builder(GRID);
        for (int i = 0; i < 9; i++) {
            mask.add(column - 1 + i % 3, row - 1 + i / 3, 5);
        }
        return mask.build();
    }

    static PatientPoint at(double column, double row) {
        return GRID.toPatient(column, row, 5);
    }

    static ReviewSession.Draft point(double column, double row) {
        return draft(new Shape.Probe(at(column, row)));
    }

    static ReviewSession.Draft circle(double column, double row, double radius) {
        return draft(new Region.Circle(at(column, row), radius));
    }

    static ReviewSession.Draft line() {
        return new ReviewSession.Draft(
                place(), new Measure(space(), new Shape.Line(at(1, 1), at(9, 1))), 0, "", Optional.empty());
    }

    private static Annotation.Place place() {
        return new Annotation.Place(SERIES, "2.25.6", 0, false);
    }

    private static ImageSpace space() {
        return ImageSpace.of(Plane.ofSlice(GRID, 5), GRID);
    }

    private static ReviewSession.Draft draft(Shape shape) {
        return new ReviewSession.Draft(place(), new Measure(space(), shape), 0, "", Optional.of(MissedFindings.UNNAMED));
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
