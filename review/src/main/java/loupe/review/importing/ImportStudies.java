package loupe.review.importing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.dicom.SourceInstance;
import loupe.core.dicom.Tag;
import loupe.core.intake.FileSource;
import loupe.core.work.JobContext;
import loupe.deid.DeidOutcome;
import loupe.deid.Deidentifier;
import loupe.deid.Identity;
import loupe.deid.face.Faces;
import loupe.deid.pixel.PixelPlan;
import loupe.review.ReviewException;
import loupe.review.consent.Purpose;
import loupe.review.identity.IdentityBook;
import loupe.review.intake.Arrival;
import loupe.review.intake.FacePass;
import loupe.review.intake.Incoming;
import loupe.review.intake.IncomingFiles;
import loupe.review.intake.KeptPixels;
import loupe.review.intake.Run;
import loupe.review.intake.RunPlan;
import loupe.review.intake.Unforeseen;
import loupe.store.Store;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.Outcome;

/// Takes files, folders and archives (ZIP, gzip) in: each is read, de-identified in memory and only then stored.
///
/// Several files are worked on at a time; they are stored in order, in batches. A kill loses at most the batch under
/// way, and importing again adds just what is missing.
public final class ImportStudies {
    private static final String NOT_AGREED = "the person has not agreed to this use; it is left out";

    private static final String DIRECTORY = "a DICOMDIR: the files it lists are imported by themselves, it is not";

    private static final String IS_THERE =
            "it is in the store already, as it was blacked then; erase its study (loupe erase) and import it again";

    private static final String NOT_HERE = " It did not come from a file: save the study to a folder and `loupe import` that.";

    private final Store store;
    private final Deidentifier deidentifier;
    private final Terms terms;

    /// How it is done.
    ///
    /// @param threads how many files are worked on at a time
    /// @param purpose what it is for
    /// @param identities where it is kept who a pseudonym is; empty where the site does not keep that
    /// @param volumeModality what made NIfTI volumes
    /// @param kept places a person says are anatomy
    private record Terms(
            int threads, Purpose purpose, Optional<IdentityBook> identities, String volumeModality, KeptPixels kept) {}

    /// An import for care.
    ///
    /// @param deidentifier the door, with the store's project key
    /// @param threads how many files are worked on at a time, at least 1
    public ImportStudies(Store store, Deidentifier deidentifier, int threads) {
        this(store, deidentifier, threads, Purpose.CARE);
    }

    /// @param deidentifier the door, with the store's project key
    /// @param threads how many files are worked on at a time, at least 1
    /// @param purpose what it is for; each person must allow it
    public ImportStudies(Store store, Deidentifier deidentifier, int threads, Purpose purpose) {
        this(store, deidentifier, new Terms(threads, purpose, Optional.empty(), "OT", KeptPixels.NONE));
    }

    private ImportStudies(Store store, Deidentifier deidentifier, Terms terms) {
        this.store = store;
        this.deidentifier = deidentifier;
        this.terms = terms;
    }

    /// The same import, which also keeps who each pseudonym is; the account must be identity keeper too.
    public ImportStudies keeping(IdentityBook book) {
        return new ImportStudies(
                store,
                deidentifier,
                new Terms(terms.threads, terms.purpose, Optional.of(book), terms.volumeModality, terms.kept));
    }

    /// The same import, with somebody's word for what made the NIfTI volumes among the files.
    ///
    /// @param modality such as `CT`
    public ImportStudies volumesAs(String modality) {
        return new ImportStudies(
                store, deidentifier, new Terms(terms.threads, terms.purpose, terms.identities, modality, terms.kept));
    }

    /// The same import, which leaves places as they are that a person says are anatomy; each use is an audit event.
    public ImportStudies keepingPixels(KeptPixels kept) {
        return new ImportStudies(
                store, deidentifier, new Terms(terms.threads, terms.purpose, terms.identities, terms.volumeModality, kept));
    }

    /// The stand-in this import's door gives a UID, by which the store tells whether it has an instance.
    public String pseudonymOf(String uid) {
        return deidentifier.pseudonymOf(uid);
    }

    /// Whether faces are taken out of head series, which takes all slices of a series.
    public boolean defaces() {
        return deidentifier.profile().deface();
    }

    /// Imports everything below the paths, in order of name.
    ///
    /// @throws ReviewException if a path is not there or there is no file at all
    /// @throws IOException if the store fails
    /// @throws loupe.core.work.CancelledException if cancelled; what was committed stays
    public ImportReport run(List<Path> paths, JobContext context) throws IOException {
        return run(IncomingFiles.below(paths), context);
    }

    /// Imports what another system sent. An image whose writing a person must judge cannot wait here, for nothing of it lies on this
    /// machine: it is refused with a sentence that says so.
    ///
    /// @throws IOException if the store fails
    /// @throws loupe.core.work.CancelledException if cancelled; what was committed stays
    public ImportReport held(List<? extends FileSource.Found> instances, JobContext context) throws IOException {
        return run(IncomingFiles.held(instances), context);
    }

    private ImportReport run(IncomingFiles all, JobContext context) throws IOException {
        IncomingFiles files = all.volumesAs(terms.volumeModality);
        List<ImportReport.RefusedFile> refused = new ArrayList<>();
        List<ImportReport.RefusedFile> waiting = new ArrayList<>();
        List<ImportReport.RefusedFile> directories = new ArrayList<>();
        WaitingImages queue = new WaitingImages(store);
        try (Intake intake = new Intake(store)) {
            Faces faces = FacePass.over(files, deidentifier, context);
            files.eachRun(terms.threads, context, (run, job) -> attempts(run, faces, job), (at, attempt) -> {
                String prefix = at.archived() ? "in the archive: " : "";
                switch (added(attempt, at, intake)) {
                    case Attempt.Cleaned c -> keep(c);
                    case Attempt.Waiting w when !files.stay() ->
                        refused.add(new ImportReport.RefusedFile(at.shown(), at.number(), w.outcome.sentence() + NOT_HERE));
                    case Attempt.Waiting w -> {
                        queue.add(at, terms.purpose, w.outcome.boxes());
                        waiting.add(new ImportReport.RefusedFile(at.shown(), at.number(), prefix + w.outcome.sentence()));
                    }
                    case Attempt.Left l ->
                        refused.add(new ImportReport.RefusedFile(at.shown(), at.number(), prefix + l.sentence));
                    case Attempt.Directory d ->
                        directories.add(new ImportReport.RefusedFile(at.shown(), at.number(), prefix + DIRECTORY));
                    case Attempt.Odd o -> throw new IllegalStateException("a fault was not told");
                }
            });
            intake.commit();
            queue.keep();
            if (!terms.kept.places().isEmpty()) {
                store.log(AuditEntry.of(AuditEvent.NOTED, "pixels kept by a person as anatomy: "
                        + terms.kept.places().size() + " places named"));
            }
            return new ImportReport(
                    files.count(), intake.imported(), intake.alreadyThere(), intake.studyUids(), intake.grownSeries(), refused,
                    waiting, directories, intake.boxes());
        }
    }

    /// An attempt after what came out of it was added to the batch, which may refuse it.
    private Attempt added(Attempt attempt, Incoming at, Intake intake) throws IOException {
        if (attempt instanceof Attempt.Odd odd) {
            return left(odd.fault, at);
        }
        if (!(attempt instanceof Attempt.Cleaned c)) {
            return attempt;
        }
        Attempt after = Unforeseen.guard(
                () -> {
                    if (!intake.allows(c.outcome.instance(), terms.purpose)) {
                        return new Attempt.Left(NOT_AGREED);
                    }
                    int there = intake.alreadyThere();
                    intake.add(c.outcome.instance(), c.outcome.report(), c.oddities);
                    if (intake.alreadyThere() > there && keeps(c)) {
                        keep(c);
                        return new Attempt.Left(IS_THERE);
                    }
                    return c;
                },
                Attempt.Odd::new);
        return after instanceof Attempt.Odd odd ? left(odd.fault, at) : after;
    }

    /// The class of a fault goes into the log, its message nowhere.
    private Attempt left(Unforeseen fault, Incoming at) throws IOException {
        store.log(new AuditEntry(
                AuditEvent.NOTED, Outcome.MINOR_FAILURE, "", "file " + at.number() + " left out: " + fault.where(), null));
        return new Attempt.Left(fault.sentence());
    }

    /// What became of one file.
    private sealed interface Attempt {
        record Cleaned(DeidOutcome.Cleaned outcome, List<String> oddities, Optional<Identity> identity) implements Attempt {}

        record Waiting(DeidOutcome.Waiting outcome) implements Attempt {}

        record Left(String sentence) implements Attempt {}

        record Directory() implements Attempt {}

        record Odd(Unforeseen fault) implements Attempt {}
    }

    private void keep(Attempt.Cleaned c) throws IOException {
        if (terms.identities.isPresent() && c.identity.isPresent()) {
            terms.identities.get().keep(c.outcome.instance().data().string(Tag.PatientID, ""), c.identity.get());
        }
    }

    private List<Attempt> attempts(Run run, Faces faces, JobContext job) throws IOException {
        PixelPlan plan = RunPlan.of(deidentifier, run, job);
        List<Attempt> all = new ArrayList<>();
        for (Run.Arrived a : run.arrivals()) {
            all.add(Unforeseen.guard(() -> attempt(a.arrival(), plan, faces, job), Attempt.Odd::new));
        }
        return all;
    }

    private Attempt attempt(Arrival arrival, PixelPlan plan, Faces faces, JobContext job) {
        return switch (arrival) {
            case Arrival.Directory d -> new Attempt.Directory();
            case Arrival.Wrong w -> new Attempt.Left(w.sentence());
            case Arrival.Instance i ->
                switch (deidentifier.deidentify(i.source(), plan(plan, i.source(), faces), job)) {
                    case DeidOutcome.Refused r -> new Attempt.Left(r.sentence());
                    case DeidOutcome.Waiting w -> new Attempt.Waiting(w);
                    case DeidOutcome.Cleaned c -> new Attempt.Cleaned(
                                c, i.warnings(), terms.identities.map(book -> Identity.of(i.source())));
                };
        };
    }

    private boolean keeps(Attempt.Cleaned c) {
        return terms.kept.names(c.outcome.instance().data().string(Tag.SeriesInstanceUID, ""), deidentifier);
    }

    private PixelPlan plan(PixelPlan plan, SourceInstance source, Faces faces) {
        return plan.with(FacePass.of(faces, source)).keeping(terms.kept.in(source.data(), deidentifier));
    }
}
