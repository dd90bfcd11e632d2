package loupe.review.correcting;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.finding.Finding;
import loupe.core.finding.FindingId;
import loupe.core.finding.Prediction;
import loupe.core.finding.Provenance;
import loupe.core.segment.Code;
import loupe.core.segment.Mask;
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

/// An encrypted store with one series on which a made-up model outlined segments: F1, F2 and so on.
public final class PhantomSite implements AutoCloseable {
    private static final String PASSPHRASE = "a passphrase";
    private static final Code ANATOMY = new Code("123037004", "SCT", "Anatomical Structure");
    private static final Code LUNG = new Code("39607008", "SCT", "Lung");

    private final Store store;

    private PhantomSite(Store store) {
        this.store = store;
    }

    private static StoreSettings settings(Path folder) {
        return new StoreSettings(Clock.systemUTC(), new SecureRandom(), folder.resolve("device"), KdfCost.forTests(), "reader");
    }

    /// A new one.
    ///
    /// @param segments how many the model outlined
    /// @param overlapping whether they share voxels
    public static PhantomSite make(Path folder, PhantomSeries series, int segments, boolean overlapping) throws IOException {
        PhantomSite site = new PhantomSite(Store.create(folder.resolve("store"), PASSPHRASE.toCharArray(), settings(folder)));
        Deidentifier door = new Deidentifier(
                Profiles.importProfile(), PseudonymKey.of(site.store.projectKey("t")), (image, job) -> List.of());
        new ImportStudies(site.store, door, 1).run(series.write(folder.resolve("in")), JobContext.unattended());
        site.store.append(
                NewRecord.of(site.uid(), RecordKind.PREDICTION, Journal.encode(site.prediction(segments, overlapping))),
                summary -> summary,
                AuditEntry.of(AuditEvent.ANALYSED, "net", site.uid()));
        return site;
    }

    /// One made before.
    public static PhantomSite open(Path folder) throws IOException {
        return new PhantomSite(Store.open(folder.resolve("store"), PASSPHRASE.toCharArray(), settings(folder)));
    }

    private Prediction prediction(int n, boolean overlapping) throws IOException {
        Provenance from = new Provenance("made-up-net", "1.2", "00", Instant.parse("2026-01-02T12:00:00Z"), "test");
        List<Segment> segments = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (int i = 1; i <= n; i++) {
            Mask mask = PhantomSeries.segment(stack().grid(), i, n, overlapping);
            segments.add(new Segment(i, "part " + i, ANATOMY, LUNG, 1000 * i, mask));
            findings.add(new Finding(
                    new FindingId("F" + i), series().uid(), LUNG, "part " + i, stack().grid().origin(), 1, i, List.of(), from));
        }
        return new Prediction(series().uid(), from, findings, Optional.of(new Segmentation(stack().grid(), segments)));
    }

    /// The store.
    public Store store() {
        return store;
    }

    /// The study.
    public String uid() throws IOException {
        return store.studies().getFirst().studyUid();
    }

    Series series() throws IOException {
        return StudyImages.of(store, uid()).series().getFirst();
    }

    /// The series' one stack.
    public Stack stack() throws IOException {
        return series().stacks().getFirst();
    }

    /// The study open for review.
    public ReviewSession session() throws IOException {
        return ReviewSession.open(store, Clock.systemUTC(), "reader", uid());
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
