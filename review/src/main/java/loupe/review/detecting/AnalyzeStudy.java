package loupe.review.detecting;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import loupe.core.finding.Prediction;
import loupe.core.study.Series;
import loupe.core.study.Stack;
import loupe.core.work.JobContext;
import loupe.inference.ModelCatalogue;
import loupe.inference.ModelRunner;
import loupe.review.ReviewException;
import loupe.review.consent.Consents;
import loupe.review.consent.Purpose;
import loupe.review.edit.PredictionEntry;
import loupe.review.edit.ReviewState;
import loupe.review.opinion.BlindReading;
import loupe.review.session.Journal;
import loupe.review.session.StudyImages;
import loupe.review.session.Volumes;
import loupe.store.Store;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.Outcome;

/// Runs models on a stored study and keeps what they say.
public final class AnalyzeStudy {
    private final Store store;
    private final ModelRunner runner;
    private final Purpose purpose;
    private final Volumes volumes;

    /// An analysis for care.
    ///
    /// @param runner keeps models loaded between runs
    public AnalyzeStudy(Store store, ModelRunner runner) {
        this(store, runner, Purpose.CARE);
    }

    /// @param runner keeps models loaded between runs
    /// @param purpose what it is for; the person must allow it
    public AnalyzeStudy(Store store, ModelRunner runner, Purpose purpose) {
        this(store, runner, purpose, new Volumes(0));
    }

    /// @param runner keeps models loaded between runs
    /// @param purpose what it is for; the person must allow it
    /// @param volumes keeps volumes between runs; closed by its owner
    public AnalyzeStudy(Store store, ModelRunner runner, Purpose purpose, Volumes volumes) {
        this.store = store;
        this.runner = runner;
        this.purpose = purpose;
        this.volumes = volumes;
    }

    /// What an analysis did.
    ///
    /// @param ran `model on series N` for each run, with its number of findings
    /// @param refused why a model asked for did not run on a series
    public record Analysis(List<Ran> ran, List<String> refused) {
        /// Copies the lists.
        public Analysis {
            ran = List.copyOf(ran);
            refused = List.copyOf(refused);
        }
    }

    /// One run.
    ///
    /// @param modelId the model
    /// @param seriesNumber Series Number of the series
    /// @param findings findings it gave; absent where the account at work has its first opinion still to give
    public record Ran(String modelId, int seriesNumber, OptionalInt findings) {
        /// Findings of several runs together; absent where those of one are.
        public static OptionalInt findings(List<Ran> runs) {
            return runs.stream().anyMatch(r -> r.findings.isEmpty())
                    ? OptionalInt.empty()
                    : OptionalInt.of(runs.stream().mapToInt(r -> r.findings.orElseThrow()).sum());
        }

        Ran untold() {
            return new Ran(modelId, seriesNumber, OptionalInt.empty());
        }
    }

    /// Runs one model, or those the site's rules name, or without rules every model whose card accepts, on each series' largest
    /// stack, on each film and on slides.
    ///
    /// @param modelId empty for the rules' or every model that accepts
    /// @throws IOException if the model is not there, nothing could run, or the store fails
    public Analysis run(String studyUid, Optional<String> modelId, ModelCatalogue models, JobContext context)
            throws IOException {
        if (modelId.isPresent() && models.find(modelId.get()).isEmpty()) {
            store.log(new AuditEntry(AuditEvent.MODEL_REFUSED, Outcome.MINOR_FAILURE, "", "not trusted or not there: " + modelId.get(), studyUid));
            throw new ReviewException("no trusted model has that id; `loupe models list --all` shows all and their standing");
        }
        opened(studyUid);
        return run(studyUid, new Wanted(models, modelId, new ArrivalRules(store).rules(), Answers.NONE), context);
    }

    /// Runs what has not run yet: as [#run] without a model's name, but leaves out what the same version of a model has
    /// answered on the same images.
    ///
    /// @param grownSeries UIDs of series that got images since they were last analysed
    /// @throws IOException if the review is sealed, a model fails, or the store does
    public Analysis runMissing(String studyUid, Set<String> grownSeries, ModelCatalogue models, JobContext context)
            throws IOException {
        List<Prediction> given = opened(studyUid).predictions().stream().map(PredictionEntry::prediction).toList();
        Answers answers = new Answers(given, grownSeries);
        return run(studyUid, new Wanted(models, Optional.empty(), new ArrivalRules(store).rules(), answers), context);
    }

    private ReviewState opened(String studyUid) throws IOException {
        new Consents(store).require(studyUid, purpose);
        ReviewState state = Journal.replay(Journal.records(store, studyUid)).state();
        if (state.seal().isPresent()) {
            throw new ReviewException("the review is sealed; a sealed study is not analysed again");
        }
        return state;
    }

    private Analysis run(String studyUid, Wanted wanted, JobContext context) throws IOException {
        StudyImages images = StudyImages.of(store, studyUid);
        Results results = new Results();
        SeriesRuns runs = new SeriesRuns(store, runner, volumes);
        for (Series series : images.series()) {
            context.checkCancelled();
            Target target = new Target(studyUid, images, series);
            if (SlideSeriesScan.isSlide(series)) {
                new SlideRuns(store, runner).slide(target, wanted, results, context);
                continue;
            }
            if (!series.stacks().isEmpty()) {
                runs.stack(target, series.stacks().getFirst(), wanted, results, context);
            }
            for (Stack film : images.films(series)) {
                runs.film(target, film, wanted, results, context);
            }
        }
        Analysis done = results.analysis();
        return new BlindReading(store).hides(studyUid)
                ? new Analysis(done.ran().stream().map(Ran::untold).toList(), done.refused())
                : done;
    }
}
