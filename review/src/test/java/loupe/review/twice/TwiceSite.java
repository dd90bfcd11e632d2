package loupe.review.twice;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
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
import loupe.core.measure.Annotation;
import loupe.core.measure.ImageSpace;
import loupe.core.measure.Measure;
import loupe.core.measure.Region;
import loupe.core.measure.Shape;
import loupe.core.plane.Plane;
import loupe.core.segment.Code;
import loupe.core.segment.Mask;
import loupe.core.segment.Segment;
import loupe.core.segment.SegmentDescription;
import loupe.core.segment.Segmentation;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.core.study.Urgency;
import loupe.core.work.JobContext;
import loupe.deid.DeidOutcome;
import loupe.deid.Deidentifier;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import loupe.review.edit.MissedFindings;
import loupe.review.edit.ReviewState;
import loupe.review.opinion.BlindReading;
import loupe.review.opinion.ReadersStore;
import loupe.review.sealing.SealReview;
import loupe.review.session.Journal;
import loupe.review.session.ReviewSession;
import loupe.review.twice.book.TwoReadersStore;
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

/// A site of four radiologists (the first of them administrator and auditor too), a QA reviewer and a technician. Models find balls of
/// 3 x 3 voxels on slice 5 of a grid of 1 mm, the n-th around column 6 n, row 10. Its store is opened as the product opens it: two
/// readers' gate under the gate of the blind first read.
final class TwiceSite implements AutoCloseable {
    static final String ANNA = "anna";
    static final String BEN = "ben";
    static final String CARA = "cara";
    static final String DAN = "dan";
    static final String QA = "qa";
    static final String TECHNICIAN = "tess";
    static final VoxelGrid GRID = VoxelGrid.axial(256, 32, 10, new PatientPoint(0, 0, 0), 1, 1, "2.25.9");
    static final String SERIES = "2.25.5";
    static final Code ABNORMAL = new Code("49755003", "SCT", "Morphologically Abnormal Structure");
    static final Code NODULE = new Code("27925004", "SCT", "Nodule");
    static final Code CYST = new Code("12494005", "SCT", "Cyst");

    private final Path folder;
    private final Time time = new Time();
    private final Random chance;
    private Store raw;
    private TwoReadersStore gate;
    private BlindReading blind;
    private int studies;

    /// What a reader does on an open study.
    interface Work {
        void on(ReviewSession session) throws IOException;
    }

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

    private TwiceSite(Path folder, Store raw, long seed) {
        this.folder = folder;
        this.chance = new Random(seed);
        stands(raw);
    }

    private void stands(Store opened) {
        raw = opened;
        gate = new TwoReadersStore(raw, chance);
        blind = new BlindReading(gate);
    }

    static TwiceSite make(Path folder, long seed) throws IOException {
        Store made = Store.create(folder.resolve("store"), phrase(), settings(folder, new Time(), ANNA));
        TwiceSite site = new TwiceSite(folder, made, seed);
        for (Map.Entry<String, Role> a : Map.of(
                BEN, Role.RADIOLOGIST, CARA, Role.RADIOLOGIST, DAN, Role.RADIOLOGIST, QA, Role.QA_REVIEWER, TECHNICIAN,
                Role.LAB_TECHNICIAN).entrySet()) {
            site.raw.accounts().add(
                    new NewAccount(a.getKey(), a.getKey(), EnumSet.of(a.getValue()), new NewAccount.Lock.Passphrase(phrase(), false)));
        }
        site.come(ANNA);
        return site;
    }

    /// A site that was made before.
    static TwiceSite open(Path folder, String account) throws IOException {
        return new TwiceSite(
                folder,
                Store.open(
                        folder.resolve("store"), new Credentials.Passphrase(account, phrase(), ""),
                        settings(folder, new Time(), account)),
                1);
    }

    private static char[] phrase() {
        return "a passphrase of readers".toCharArray();
    }

    private static StoreSettings settings(Path folder, Clock clock, String actor) {
        return new StoreSettings(clock, new SecureRandom(), folder.resolve("device"), KdfCost.forTests(), actor);
    }

    /// Ends the program and begins it again under an account; a minute goes by.
    void come(String account) throws IOException {
        raw.close();
        time.now = time.now.plusSeconds(60);
        stands(Store.open(folder.resolve("store"), new Credentials.Passphrase(account, phrase(), ""), settings(folder, time, account)));
    }

    void on(String day) {
        time.now = Instant.parse(day + "T12:00:00Z");
    }

    /// The store itself: for what a test must know of everybody.
    Store raw() {
        return raw;
    }

    /// The store as the account at work may see it.
    ReadersStore seen() {
        return new ReadersStore(gate, blind);
    }

    TwoReadersStore gate() {
        return gate;
    }

    BlindReading blind() {
        return blind;
    }

    DoubleReads reads() {
        return new DoubleReads(gate);
    }

    String me() throws IOException {
        return raw.accounts().present().name();
    }

    ReviewSession open(String study) throws IOException {
        return ReviewSession.open(blind, time, me(), study);
    }

    ReviewState state(String study) throws IOException {
        return Journal.replay(Journal.records(seen(), study)).state();
    }

    void seal(String study) throws IOException {
        sealing().run(study, me(), SealReview.USUAL_MEANING);
    }

    SealReview sealing() {
        return new SealReview(gate, time);
    }

    /// A study with images only.
    String study(String modality) throws IOException {
        studies++;
        String uid = "1.2.3." + System.nanoTime() + "." + studies;
        DataSet source = DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.88.11")
                .put(Tag.Modality, Vr.CS, modality)
                .put(Tag.SOPInstanceUID, Vr.UI, uid + ".1")
                .put(Tag.StudyInstanceUID, Vr.UI, uid)
                .put(Tag.SeriesInstanceUID, Vr.UI, uid + ".9")
                .put(Tag.PatientID, Vr.LO, "P" + studies)
                .build();
        Deidentifier door = new Deidentifier(
                Profiles.importProfile(), PseudonymKey.of(raw.projectKey("test")), (image, job) -> List.of());
        DeidOutcome.Cleaned clean = (DeidOutcome.Cleaned)
                door.deidentify(new SourceInstance(TransferSyntax.EXPLICIT_LE, DataSet.empty(), source), JobContext.unattended());
        String study = clean.instance().studyInstanceUid();
        String patient = "P" + studies;
        try (ImportBatch batch = gate.beginImport()) {
            batch.add(clean.instance());
            batch.commit(
                    Map.of(study, none -> new StudySummary(
                            study, patient, "F", "061Y", "20260101", "CHEST", modality, 1, 1, StudyState.NEW, 0)),
                    AuditEntry.of(AuditEvent.IMPORTED, "1"));
        }
        return study;
    }

    /// A CT in which models found so many balls.
    String found(int findings) throws IOException {
        String study = study("CT");
        find(study, findings);
        return study;
    }

    /// The models' answer on a study.
    void find(String study, int findings) throws IOException {
        find(study, "net", findings, NODULE, Urgency.UNKNOWN);
    }

    /// A model's answer on a study.
    ///
    /// @param said what the list is told of how urgent that is
    void find(String study, String net, int findings, Code kind, Urgency said) throws IOException {
        Provenance from = new Provenance(net, "1", "00", time.instant(), "test");
        List<Finding> all = new ArrayList<>();
        List<Segment> segments = new ArrayList<>();
        for (int n = 1; n <= findings; n++) {
            all.add(new Finding(new FindingId("F" + n), SERIES, kind, "finding", at(6 * n, 10), 0.9, n, List.of(), from));
            segments.add(new Segment(n, "finding", ABNORMAL, kind, 0xff0000, square(6 * n, 10, 1)));
        }
        Prediction p = new Prediction(
                SERIES, from, all, segments.isEmpty() ? Optional.empty() : Optional.of(new Segmentation(GRID, segments)));
        gate.append(
                NewRecord.of(study, RecordKind.PREDICTION, Journal.encode(p)),
                s -> Summaries.withFindings(s, StudyState.TO_REVIEW, findings, said),
                AuditEntry.of(AuditEvent.ANALYSED, "net " + findings, study));
    }

    static PatientPoint at(double column, double row) {
        return GRID.toPatient(column, row, 5);
    }

    /// A square of 2 r + 1 voxels a side on slice 5.
    static Mask square(int column, int row, int r) {
        Mask.Builder mask = Mask.builder(GRID);
        for (int c = column - r; c <= column + r; c++) {
            for (int y = row - r; y <= row + r; y++) {
                mask.add(c, y, 5);
            }
        }
        return mask.build();
    }

    /// Outlines a square as a segment of the reader's own.
    static FindingId outline(ReviewSession session, Mask mask, Code kind) throws IOException {
        FindingId id = session.begin(new ReviewSession.NewSegment(
                SERIES, GRID, true, new SegmentDescription("mine", ABNORMAL, kind, 0x00ff00)));
        session.paint(id, "brush", mask.asDelta());
        return id;
    }

    static ReviewSession.Draft circle(double column, double row, double radius) {
        return draft(new Region.Circle(at(column, row), radius), Optional.of(MissedFindings.UNNAMED));
    }

    static ReviewSession.Draft point(double column, double row) {
        return draft(new Shape.Probe(at(column, row)), Optional.of(MissedFindings.UNNAMED));
    }

    static ReviewSession.Draft line(double column, double row, double mm) {
        return draft(new Shape.Line(at(column, row), at(column + mm, row)), Optional.empty());
    }

    private static ReviewSession.Draft draft(Shape shape, Optional<Code> missed) {
        return new ReviewSession.Draft(
                new Annotation.Place(SERIES, "2.25.6", 0, false), new Measure(ImageSpace.of(Plane.ofSlice(GRID, 5), GRID), shape), 0, "",
                missed);
    }

    /// Decides on the models' findings: those named are accepted, the others rejected.
    void decide(String study, Set<String> accepted) throws IOException {
        ReviewSession session = open(study);
        for (FindingId id : session.state().findings().stream().filter(f -> !f.drawnByReader()).map(f -> f.finding().id()).toList()) {
            if (accepted.contains(id.value())) {
                session.accept(id);
            } else {
                session.reject(id, RejectReason.FALSE_POSITIVE, "");
            }
        }
    }

    @Override
    public void close() throws IOException {
        raw.close();
    }
}
