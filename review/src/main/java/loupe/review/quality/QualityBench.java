package loupe.review.quality;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import loupe.core.finding.FindingId;
import loupe.core.finding.RejectReason;
import loupe.core.finding.Verdict;
import loupe.core.study.StudySummary;
import loupe.core.work.JobContext;
import loupe.review.ReviewException;
import loupe.review.consent.Consents;
import loupe.review.consent.Purpose;
import loupe.review.edit.ReviewedFinding;
import loupe.review.opinion.BlindReading;
import loupe.review.opinion.ReadersStore;
import loupe.review.quality.book.FindingAnswer;
import loupe.review.quality.book.ItemName;
import loupe.review.quality.book.ItemWork;
import loupe.review.quality.book.QualityBook;
import loupe.review.quality.book.QualitySample;
import loupe.review.quality.book.Radpeer;
import loupe.review.quality.book.SampledItem;
import loupe.review.quality.book.StudyMark;
import loupe.review.session.Journal;
import loupe.store.Store;
import loupe.store.access.Permission;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;

/// Second looks at sealed reviews: a sample is drawn, its items are judged blind and scored, scores in question are settled by another
/// person. Every step asks for the role and is in the log; all of it is kept in the store and goes on after a restart.
///
/// Nobody scores or settles their own reading, and nobody settles their own score.
public final class QualityBench {
    /// Longest time between two steps that is taken for work; a longer one says nothing, and the item's minutes are not known.
    public static final Duration LONGEST = Duration.ofMinutes(60);

    private final Store store;
    private final BlindReading blind;
    private final QualityBook book;

    /// @param blind over the store itself: samples are drawn from all sealed reviews, and what the bench shows of them is blind by its
    ///     own doing
    public QualityBench(BlindReading blind) {
        this.store = blind.store();
        this.blind = blind;
        this.book = new QualityBook(store);
    }

    /// What samples are drawn from, so far: how many findings, and of how many kinds, each of which gives one at least.
    ///
    /// @param findings of models in sealed reviews whose persons let quality assurance look
    /// @param strata kinds by model, modality and answer
    public record Frame(int findings, int strata) {}

    /// Looks at what a sample could be drawn from now.
    ///
    /// @throws IOException if the store fails or the account may not
    public Frame frame(JobContext job) throws IOException {
        authorized();
        List<SealedFinding> all = SealedFinding.all(store, job);
        return new Frame(all.size(), SampleDrawer.strata(all).size());
    }

    /// How far each sample and queue is, in order of drawing. It tells nothing of answers.
    ///
    /// @throws IOException if the store fails or the account may not
    public List<SampleProgress> progress() throws IOException {
        authorized();
        List<SampleProgress> out = new ArrayList<>();
        for (QualitySample s : book.all()) {
            int judged = 0;
            int scored = 0;
            int waiting = 0;
            for (SampledItem i : s.items()) {
                Optional<ItemWork> work = book.work(new ItemName(s.number(), i.number()));
                judged += work.flatMap(ItemWork::judged).isPresent() ? 1 : 0;
                scored += work.filter(ItemWork::scored).isPresent() ? 1 : 0;
                waiting += work.filter(ItemWork::waits).isPresent() ? 1 : 0;
            }
            out.add(new SampleProgress(s.number(), s.targeted(), s.population(), s.items().size(), judged, scored, waiting));
        }
        return List.copyOf(out);
    }

    /// Draws a random sample of the findings of models in sealed reviews.
    ///
    /// @throws ReviewException where there are none, or the size asked for cannot be drawn
    /// @throws IOException if the store fails or the account may not
    public QualitySample draw(SampleOrder order, JobContext job) throws IOException {
        String by = authorized();
        QualitySample sample = SampleDrawer.random(heading(by), SealedFinding.all(store, job), order);
        book.keep(sample);
        blind.looks().forget();
        log("sample " + sample.number() + ": " + sample.items().size() + " of " + sample.population() + " findings, seed "
                + order.seed());
        return sample;
    }

    /// Makes a targeted queue.
    ///
    /// @param most how many at most
    /// @throws ReviewException where nothing is worth it
    /// @throws IOException if the store fails or the account may not
    public QualitySample target(int most, JobContext job) throws IOException {
        String by = authorized();
        QualitySample queue = SampleDrawer.targeted(heading(by), SealedFinding.all(store, job), most);
        book.keep(queue);
        blind.looks().forget();
        log("targeted queue " + queue.number() + ": " + queue.items().size() + " findings");
        return queue;
    }

    private SampleDrawer.Heading heading(String by) throws IOException {
        return new SampleDrawer.Heading(book.samples() + 1, store.now(), by);
    }

    /// Gives the next item to work on: one begun before, else one nobody took yet. Time counts from now on.
    ///
    /// @param sample the sample; empty for all, oldest first
    /// @return empty where nothing is left for this account
    /// @throws IOException if the store fails or the account may not
    public Optional<BlindItem> next(Optional<Integer> sample) throws IOException {
        String by = authorized();
        Map<String, StudySummary> studies = StudyMark.studies(store);
        List<QualitySample> all = sample.isPresent() ? List.of(book.sample(sample.get())) : book.all();
        Set<String> seen = seen(by);
        Optional<Free> fresh = Optional.empty();
        for (QualitySample s : all) {
            for (SampledItem i : s.items()) {
                ItemName name = new ItemName(s.number(), i.number());
                StudySummary study = studies.get(i.study());
                Optional<ItemWork> work = book.work(name);
                if (study == null) {
                    continue;
                }
                if (work.isPresent() && work.get().by().equals(by) && !work.get().scored() && allowed(study)) {
                    book.keep(name, work.get().takenAgain(store.now()));
                    return Optional.of(view(name, i, study, work));
                }
                if (fresh.isEmpty() && work.isEmpty() && !i.reader().equals(by) && !seen.contains(finding(i)) && allowed(study)) {
                    fresh = Optional.of(new Free(name, i, study));
                }
            }
        }
        if (fresh.isEmpty()) {
            return Optional.empty();
        }
        book.keep(fresh.get().name, ItemWork.taken(by, store.now()));
        return Optional.of(view(fresh.get().name, fresh.get().item, fresh.get().study, Optional.empty()));
    }

    /// Findings whose first answer an account was shown before, in this sample or another: it cannot be blind to them again.
    private Set<String> seen(String by) throws IOException {
        Set<String> out = new HashSet<>();
        for (QualitySample s : book.all()) {
            for (SampledItem i : s.items()) {
                Optional<ItemWork> work = book.work(new ItemName(s.number(), i.number()));
                boolean judged = work.filter(w -> w.by().equals(by) && w.judged().isPresent()).isPresent();
                if (judged || work.flatMap(ItemWork::arbitrated).filter(a -> a.by().equals(by)).isPresent()) {
                    out.add(finding(i));
                }
            }
        }
        return out;
    }

    private static String finding(SampledItem i) {
        return i.study() + " " + i.finding();
    }

    /// An item nobody took yet.
    private record Free(ItemName name, SampledItem item, StudySummary study) {}

    /// Keeps the blind judgement of an item and shows what the reader said.
    ///
    /// @param minutes spent; empty to count from [#next] on
    /// @throws ReviewException where the account has not taken the item, or judged it before
    /// @throws IOException if the store fails or the account may not
    public BlindItem judge(ItemName item, FindingAnswer answer, Radpeer model, OptionalDouble minutes) throws IOException {
        String by = authorized();
        SampledItem sampled = book.item(item);
        ItemWork work = own(item, by);
        if (work.judged().isPresent()) {
            throw new ReviewException("item " + item + " is judged, and what the reader said was shown; score the reader now");
        }
        Instant now = store.now();
        ItemWork judged = work.with(new ItemWork.Judgement(answer, model, now, spent(minutes, work.since(), now)));
        StudySummary study = study(sampled);
        book.keep(item, judged);
        blind.looks().forget();
        log("item " + item + " judged " + answer + ", model " + model.word(), study);
        return view(item, sampled, study, Optional.of(judged));
    }

    /// Scores what the reader said of an item that was judged.
    ///
    /// @param minutes spent since; empty to count from the judgement, or from [#next], on
    /// @return whether another person is to settle a score of it
    /// @throws ReviewException where the account has not judged the item, or scored the reader before
    /// @throws IOException if the store fails or the account may not
    public boolean scoreReader(ItemName item, Radpeer score, OptionalDouble minutes) throws IOException {
        String by = authorized();
        SampledItem sampled = book.item(item);
        ItemWork work = own(item, by);
        if (work.judged().isEmpty()) {
            throw new ReviewException("judge item " + item + " first; what the reader said is shown then");
        }
        if (work.scored()) {
            throw new ReviewException("the reader of item " + item + " is scored already");
        }
        ItemWork scored = work.with(new ItemWork.ReaderScore(score, spent(minutes, work.since(), store.now())));
        StudySummary study = study(sampled);
        book.keep(item, scored);
        log("item " + item + ", reader " + score.word(), study);
        return scored.waits();
    }

    private ItemWork own(ItemName item, String by) throws IOException {
        return book.work(item)
                .filter(w -> w.by().equals(by))
                .orElseThrow(() -> new ReviewException(
                        "item " + item + " is not in your hands; `loupe quality next` gives you one"));
    }

    private static OptionalDouble spent(OptionalDouble said, Instant since, Instant now) {
        Duration measured = Duration.between(since, now);
        boolean work = !measured.isNegative() && measured.compareTo(LONGEST) <= 0;
        return said.isPresent() || !work ? said : OptionalDouble.of(measured.toMillis() / 60_000.0);
    }

    /// Scores that wait for another person and that this account may settle, oldest first.
    ///
    /// @throws IOException if the store fails or the account may not
    public List<ScoreInQuestion> inQuestion() throws IOException {
        String by = authorized();
        Map<String, StudySummary> studies = StudyMark.studies(store);
        List<ScoreInQuestion> out = new ArrayList<>();
        for (QualitySample s : book.all()) {
            for (SampledItem i : s.items()) {
                ItemName name = new ItemName(s.number(), i.number());
                Optional<ItemWork> work = book.work(name);
                StudySummary study = studies.get(i.study());
                if (study != null && work.isPresent() && work.get().waits() && maySettle(by, i, work.get()) && allowed(study)) {
                    out.add(question(view(name, i, study, work), work.get()));
                }
            }
        }
        return List.copyOf(out);
    }

    private static boolean maySettle(String by, SampledItem item, ItemWork work) {
        return !work.by().equals(by) && !item.reader().equals(by);
    }

    private static ScoreInQuestion question(BlindItem item, ItemWork work) {
        return new ScoreInQuestion(
                item, work.finalReader().filter(r -> work.readerInQuestion()), work.finalModel().filter(m -> work.modelInQuestion()));
    }

    /// Settles the scores of an item that are in question, and only those.
    ///
    /// @param reader the reader's score, given exactly where it is in question
    /// @param model the model's score, given exactly where it is in question
    /// @param minutes spent; empty where not known
    /// @throws ReviewException where nothing of it is in question, or the account scored it or read the study
    /// @throws IOException if the store fails or the account may not
    public void arbitrate(ItemName item, Optional<Radpeer> reader, Optional<Radpeer> model, OptionalDouble minutes)
            throws IOException {
        String by = authorized();
        SampledItem sampled = book.item(item);
        ItemWork work = book.work(item).filter(ItemWork::waits).orElseThrow(() -> new ReviewException(
                "no score of item " + item + " waits for another person; `loupe quality arbitrate` lists those that do"));
        if (!maySettle(by, sampled, work)) {
            throw new ReviewException("somebody else must settle item " + item + ": neither who scored it nor who read the study");
        }
        if (reader.isPresent() != work.readerInQuestion() || model.isPresent() != work.modelInQuestion()) {
            throw new ReviewException("give the scores in question and no others: "
                    + (work.readerInQuestion() ? "the reader's" : "")
                    + (work.readerInQuestion() && work.modelInQuestion() ? " and " : "")
                    + (work.modelInQuestion() ? "the model's" : ""));
        }
        StudySummary study = study(sampled);
        book.keep(item, work.with(new ItemWork.Arbitration(by, reader, model, minutes)));
        log("item " + item + " settled" + reader.map(r -> ", reader " + r.word()).orElse("")
                + model.map(m -> ", model " + m.word()).orElse(""), study);
    }

    /// What came of it.
    ///
    /// @param sample the sample; empty for all
    /// @throws IOException if the store fails or the account may not
    public QualityReport report(Optional<Integer> sample, JobContext job) throws IOException {
        authorized();
        List<SampleReport> samples = new ArrayList<>();
        List<ScoredItem> items = new ArrayList<>();
        for (QualitySample s : sample.isPresent() ? List.of(book.sample(sample.get())) : book.all()) {
            SampleTally tally = SampleTally.of(s, book);
            samples.add(tally.report());
            items.addAll(tally.items());
        }
        log("report");
        Store shown = new ReadersStore(store, blind);
        List<OverrideChart.Decided> decided = SealedFinding.all(shown, job).stream()
                .map(f -> new OverrideChart.Decided(f.model(), f.at(), f.first() != FindingAnswer.ACCEPTED))
                .toList();
        return new QualityReport(samples, items, OverrideChart.of(decided), blind.looks().hidden().size());
    }

    private String authorized() throws IOException {
        store.authorize(Permission.ASSESS_QUALITY, null);
        return store.accounts().present().name();
    }

    private void log(String what) throws IOException {
        store.log(AuditEntry.of(AuditEvent.QUALITY_REVIEWED, what));
    }

    private void log(String what, StudySummary study) throws IOException {
        store.log(AuditEntry.of(AuditEvent.QUALITY_REVIEWED, what, study.studyUid()));
    }

    private StudySummary study(SampledItem item) throws IOException {
        StudySummary study = StudyMark.studies(store).get(item.study());
        if (study == null) {
            throw new ReviewException("the study of this item is no longer in the store; take the next one");
        }
        new Consents(store).require(study.studyUid(), Purpose.QA);
        return study;
    }

    /// Whether the person lets quality assurance look, now.
    private boolean allowed(StudySummary study) throws IOException {
        return new Consents(store).allows(study.patientPseudonym(), Purpose.QA);
    }

    private BlindItem view(ItemName name, SampledItem item, StudySummary study, Optional<ItemWork> work) throws IOException {
        ReviewedFinding found = Journal.replay(Journal.records(store, study.studyUid()))
                .state()
                .finding(new FindingId(item.finding()))
                .orElseThrow(() -> new ReviewException("the finding of item " + name + " is no longer in the store"));
        Optional<FirstAnswer> shown = work.flatMap(ItemWork::judged)
                .map(j -> new FirstAnswer(item.first(), reason(found.verdict()), j.answer(), j.model(), item.reason()));
        return new BlindItem(name, study.studyUid(), item.modality(), found.finding(), shown);
    }

    private static Optional<RejectReason> reason(Verdict verdict) {
        return verdict instanceof Verdict.Rejected r ? Optional.of(r.reason()) : Optional.empty();
    }
}
