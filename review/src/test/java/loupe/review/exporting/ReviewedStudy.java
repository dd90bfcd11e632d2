package loupe.review.exporting;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomReader;
import loupe.core.finding.Finding;
import loupe.core.finding.FindingId;
import loupe.core.finding.Measurement;
import loupe.core.finding.Prediction;
import loupe.core.finding.Provenance;
import loupe.core.segment.Code;
import loupe.core.segment.Mask;
import loupe.core.segment.MaskDelta;
import loupe.core.segment.Segment;
import loupe.core.segment.Segmentation;
import loupe.core.study.Series;
import loupe.core.study.Stack;
import loupe.core.work.JobContext;
import loupe.deid.Deidentifier;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import loupe.review.importing.ImportStudies;
import loupe.review.session.Journal;
import loupe.review.session.ReviewSession;
import loupe.review.session.StudyImages;
import loupe.store.Store;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.journal.NewRecord;
import loupe.store.journal.RecordKind;
import loupe.store.keys.KdfCost;
import loupe.store.setting.StoreSettings;

/// A store with one study on which a made-up model outlined a ball (F1), a box beside it (F2) and nothing (F3).
final class ReviewedStudy implements AutoCloseable {
    static final FindingId BALL = new FindingId("F1");
    static final FindingId BOX = new FindingId("F2");
    static final FindingId NOTHING = new FindingId("F3");
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final Code ANATOMY = new Code("123037004", "SCT", "Anatomical Structure");
    private static final Code ABNORMAL = new Code("49755003", "SCT", "Morphologically Abnormal Structure");
    private static final Code LUNG = new Code("39607008", "SCT", "Lung");
    private static final Code NODULE = new Code("27925004", "SCT", "Nodule");

    private final Store store;
    private final Ticking clock = new Ticking();
    private final List<String> uids = new ArrayList<>();

    ReviewedStudy(Path folder) throws IOException {
        StoreSettings settings = new StoreSettings(
                clock, new SecureRandom(), folder.resolve("device"), KdfCost.forTests(), "Miller^Jane");
        store = Store.create(folder.resolve("store"), "a passphrase".toCharArray(), settings);
    }

    /// A clock that goes a second at each look.
    static final class Ticking extends Clock {
        private Instant now = NOON;

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
            now = now.plus(Duration.ofSeconds(1));
            return now;
        }
    }

    Store store() {
        return store;
    }

    Clock clock() {
        return clock;
    }

    /// Imports files; gives the one study they make.
    String imported(List<Path> files) throws IOException {
        Deidentifier door = new Deidentifier(
                Profiles.importProfile(), PseudonymKey.of(store.projectKey("t")), (image, job) -> List.of());
        var report = new ImportStudies(store, door, 1).run(files, JobContext.unattended());
        String uid = report.studyUids().iterator().next();
        uids.add(uid);
        return uid;
    }

    /// Imports a series and lets the made-up model see it.
    String analysed(DrawnSeries drawn, Path folder) throws IOException {
        return seen(drawn.write(folder), drawn);
    }

    /// The same with files that were written before.
    String seen(List<Path> files, DrawnSeries drawn) throws IOException {
        String uid = imported(files);
        StudyImages images = StudyImages.of(store, uid);
        Series series = images.series().getFirst();
        Stack stack = drawn.film() ? images.films(series).getFirst() : series.stacks().getFirst();
        store.append(
                NewRecord.of(uid, RecordKind.PREDICTION, Journal.encode(prediction(drawn, series, stack))),
                summary -> summary,
                AuditEntry.of(AuditEvent.ANALYSED, "net", uid));
        return uid;
    }

    private static Prediction prediction(DrawnSeries drawn, Series series, Stack stack) {
        Mask.Builder ball = Mask.builder(stack.grid());
        Mask.Builder box = Mask.builder(stack.grid());
        for (int s = 0; s < stack.grid().slices(); s++) {
            for (int r = 0; r < DrawnSeries.ROWS; r++) {
                for (int c = 0; c < DrawnSeries.COLUMNS; c++) {
                    if (drawn.inBall(c, r, s)) {
                        ball.add(c, r, s);
                    }
                    if (c < 5 && r > 14) {
                        box.add(c, r, s);
                    }
                }
            }
        }
        Provenance from = new Provenance("made-up-net", "1.2", "00", NOON, "test");
        Mask mask = ball.build();
        List<Segment> segments = List.of(
                new Segment(1, "ball", ABNORMAL, NODULE, 0xff0000, mask),
                new Segment(2, "box", ANATOMY, LUNG, 0x00ff00, box.build()),
                new Segment(3, "nothing", ANATOMY, LUNG, 0x0000ff, Mask.empty(stack.grid())));
        Measurement width = new Measurement(
                new Code("103355008", "SCT", "Width"), 15.0049615379885, new Code("mm", "UCUM", "millimeter"));
        List<Finding> findings = new ArrayList<>();
        for (Segment s : segments) {
            findings.add(new Finding(
                    new FindingId("F" + s.number()), series.uid(), s.type(), s.label(), stack.grid().toPatient(14, 7, 0), 1,
                    s.number(), List.of(width), from));
        }
        return new Prediction(series.uid(), from, findings, Optional.of(new Segmentation(stack.grid(), segments)));
    }

    ReviewSession review(String uid) throws IOException {
        return ReviewSession.open(store, clock, "Miller^Jane", uid);
    }

    /// Flips a voxel of a finding's outline.
    void paint(String uid, FindingId finding, int voxel) throws IOException {
        int perSlice = DrawnSeries.COLUMNS * DrawnSeries.ROWS;
        review(uid).paint(finding, "brush", MaskDelta.builder(perSlice).flip(0, voxel).build());
    }

    Path exported(String uid, Path out) throws IOException {
        exported(uid, out, new ExportStudy.Choice(false));
        return out;
    }

    ExportStudy.Exported exported(String uid, Path out, ExportStudy.Choice choice) throws IOException {
        return new ExportStudy(store, "Loupe test").run(uid, out, choice, JobContext.unattended());
    }

    static DataSet read(Path file) throws IOException {
        return DicomReader.usual().read(file).data();
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
