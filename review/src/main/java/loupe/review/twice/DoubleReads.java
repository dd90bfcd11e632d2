package loupe.review.twice;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import loupe.core.finding.Verdict;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.core.study.Urgency;
import loupe.review.LoggedReason;
import loupe.review.ReviewException;
import loupe.review.edit.Adjudicated;
import loupe.review.edit.Adjudicated.Ruling;
import loupe.review.edit.Adjudicated.Settled;
import loupe.review.edit.FirstOpinion;
import loupe.review.edit.PredictionEntry;
import loupe.review.edit.ReviewState;
import loupe.review.edit.ReviewedFinding;
import loupe.review.opinion.BlindReading;
import loupe.review.sealing.SealReview;
import loupe.review.session.Journal;
import loupe.review.twice.book.DoubleReading;
import loupe.review.twice.book.ReadingBook;
import loupe.review.twice.book.ReadingRule;
import loupe.review.twice.book.ReadingStep;
import loupe.review.twice.book.TwoReadersStore;
import loupe.review.worklist.UrgencyRules;
import loupe.store.Store;
import loupe.store.access.Account;
import loupe.store.access.Permission;
import loupe.store.journal.JournalEnd;
import loupe.store.journal.StoredRecord;

/// Double reading: who reads what a second time, the end of each reading, and the settling of what two readers differ in.
///
/// A third reader settles it and no two together: whoever talks it over knows whose version is whose, and the senior's tends to stand.
/// They are shown both versions without names, and only what differs. Not for the toolkit's thread.
public final class DoubleReads {
    private static final int LONGEST_NOTE = 200;

    private final TwoReadersStore gate;
    private final ReadingBook book;
    private final Store store;

    /// @param gate the store as it looks to each reader
    public DoubleReads(TwoReadersStore gate) {
        this.gate = gate;
        this.book = gate.book();
        this.store = book.store();
    }

    /// The site's rule.
    ///
    /// @throws IOException if the account may not read settings or the store fails
    public ReadingRule rule() throws IOException {
        return book.rule();
    }

    /// Sets the site's rule.
    ///
    /// @throws IOException if the account may not change settings or the store fails
    public void rule(ReadingRule rule) throws IOException {
        book.rule(rule);
    }

    /// Where a study stands for the account at work. It names nobody.
    ///
    /// @param studyUid the study
    /// @param state as the list shows it
    /// @param yours where the account's own reading is
    public record Standing(String studyUid, StudyState state, Yours yours) {}

    /// Where an account's own reading of a study is.
    public enum Yours {
        /// Not begun, and free to begin.
        FREE,
        /// Begun.
        BEGUN,
        /// Finished.
        FINISHED,
        /// Both readings are others'.
        OTHERS,
        /// Both are others' and finished, and the account may settle what they differ in.
        TO_SETTLE
    }

    /// The studies that two readers read now, in the order of their import.
    ///
    /// @throws IOException if the account may not read findings or the store fails
    public List<Standing> open() throws IOException {
        store.authorize(Permission.READ_FINDINGS, null);
        List<Standing> out = new ArrayList<>();
        for (StudySummary s : store.studies()) {
            if (s.state() == StudyState.SECOND_READ) {
                out.add(standing(s.studyUid()));
            }
        }
        return List.copyOf(out);
    }

    /// Where a study that two readers read stands for the account at work.
    ///
    /// @throws ReviewException where no two readers read it now
    public Standing standing(String studyUid) throws IOException {
        requireOpen(studyUid);
        Account me = store.accounts().present();
        DoubleReading now = book.of(studyUid);
        StudyState shown = gate.study(studyUid).orElseThrow().state();
        Optional<DoubleReading.Reading> own = now.of(me.name());
        Yours yours;
        if (now.handedOn(me.name())) {
            yours = Yours.OTHERS;
        } else if (own.isPresent()) {
            yours = own.get().finished().isPresent() ? Yours.FINISHED : Yours.BEGUN;
        } else if (now.bothFinished()) {
            yours = me.may(Permission.DECIDE) ? Yours.TO_SETTLE : Yours.OTHERS;
        } else {
            yours = now.readings().size() < 2 && me.may(Permission.DECIDE) ? Yours.FREE : Yours.OTHERS;
        }
        return new Standing(studyUid, shown, yours);
    }

    private void requireOpen(String studyUid) throws IOException {
        StudySummary s = line(studyUid);
        if (s.state() != StudyState.SECOND_READ) {
            throw new ReviewException(s.state() == StudyState.ADJUDICATED || s.state().signed()
                    ? "nothing of this study waits for a reader; what two readers differed in, if two read it, is settled"
                    : "one reader reads this study; `loupe double-read assign` has two read it");
        }
    }

    private StudySummary line(String studyUid) throws IOException {
        return store.study(studyUid).orElseThrow(() -> new ReviewException("there is no such study; see `loupe list`"));
    }

    /// Has two readers read a study, whatever the rule drew. Who has worked on it before is its first reader.
    ///
    /// @throws ReviewException where it is sealed, read by two already, or more than one reader has worked on it
    /// @throws IOException if the account may not decide or the store fails
    public void assign(String studyUid) throws IOException {
        StudySummary s = line(studyUid);
        if (s.state() == StudyState.SECOND_READ || s.state() == StudyState.ADJUDICATED) {
            throw new ReviewException("two readers read this study already");
        }
        if (s.state().signed()) {
            throw new ReviewException("the review is sealed; it can be looked at a second time (`loupe quality`), not read by two");
        }
        if (List.of(s.modalities().split("\\\\")).contains(ReadingRule.SLIDES)) {
            throw new ReviewException("objects on whole slides are not compared yet, so two readers cannot read this study");
        }
        ReviewState state = Journal.replay(Journal.records(store, studyUid)).state();
        Set<String> before = readers(state);
        if (before.size() > 1) {
            throw new ReviewException("more than one reader has worked on this study: no two readings of it would be independent");
        }
        String me = store.accounts().present().name();
        List<ReviewedFinding> untouched = new ArrayList<>();
        for (PredictionEntry p : state.predictions()) {
            untouched.addAll(ReviewState.empty().with(p, List.of()).findings());
        }
        Urgency urgency = state.predictions().isEmpty() ? s.urgency() : UrgencyRules.of(untouched);
        book.add(studyUid, new ReadingStep.Drawn(me, store.now(), true, "assigned"),
                now -> ReadingBook.opened(now.with(now.findingCount(), urgency)), "assigned to two readers");
        for (String reader : before) {
            book.add(studyUid, new ReadingStep.Begun(reader, store.now()), now -> now, "first reading begun before");
        }
    }

    /// Everybody who did anything in a review.
    private static Set<String> readers(ReviewState state) {
        Set<String> out = new TreeSet<>();
        for (ReviewedFinding f : state.findings()) {
            switch (f.verdict()) {
                case Verdict.Unreviewed u -> { }
                case Verdict.Accepted a -> out.add(a.by());
                case Verdict.Rejected r -> out.add(r.by());
                case Verdict.Edited e -> out.add(e.by());
            }
        }
        state.ownSegments().forEach(s -> out.add(s.by()));
        state.annotations().forEach(a -> out.add(a.by()));
        state.calibrations().forEach(c -> out.add(c.by()));
        state.opinions().stream().map(FirstOpinion::by).forEach(out::add);
        state.report().ifPresent(r -> out.add(r.by()));
        return out;
    }

    /// Begins the account's reading of a study that two readers read; the first step on it does the same.
    ///
    /// @throws IOException where the account began before, both readings are begun, or the store fails
    public void begin(String studyUid) throws IOException {
        requireOpen(studyUid);
        book.begin(studyUid);
    }

    /// Takes a reading over whose reader cannot finish it. The account goes on with it as it stands, sees all that is in it, and is its
    /// reader from then on; each decision keeps the name of who made it. Who read it before reads and settles this study no more, and
    /// who takes it over can never be the other reader. It is in the log.
    ///
    /// @param from account name of the reader who cannot finish
    /// @param reason why, at most 200 characters, without any name or number of a patient
    /// @throws ReviewException where no reason is given or one that seems to hold an identifier
    /// @throws IOException where the account may not decide, reads or read this study itself, that one has no unfinished reading of it,
    ///     or the store fails
    public void takeOver(String studyUid, String from, String reason) throws IOException {
        requireOpen(studyUid);
        store.authorize(Permission.DECIDE, null);
        String why = reason.strip();
        if (why.isEmpty() || why.length() > LONGEST_NOTE) {
            throw new ReviewException("say in at most " + LONGEST_NOTE + " characters why the reading is taken over; it stands in the log");
        }
        LoggedReason.require(why);
        book.takeOver(studyUid, from.strip(), why);
    }

    /// What came of a reader's being done.
    public sealed interface Done {
        /// The other reading is not finished.
        record Waits() implements Done {}

        /// Both are, and they agree: the study can be sealed.
        record Agreed() implements Done {}

        /// Both are, and differ.
        ///
        /// @param differences in how many things
        record Differ(int differences) implements Done {}

        /// In words.
        default String words() {
            return switch (this) {
                case Waits() -> "your reading is finished and kept; the other one is not finished";
                case Agreed() -> "your reading is finished; both readers agree, and the study can be sealed";
                case Differ(int n) -> "your reading is finished; a third reader settles " + n + (n == 1 ? " difference" : " differences");
            };
        }
    }

    /// Ends the account's reading; nothing in it changes any more.
    ///
    /// @throws ReviewException where the account has not begun, is done, or has not decided on a finding
    /// @throws IOException if the store fails
    public Done finish(String studyUid) throws IOException {
        requireOpen(studyUid);
        synchronized (book) {
            String me = store.accounts().present().name();
            if (book.of(studyUid).handedOn(me)) {
                throw new ReviewException("another reader has taken your reading of this study over; that one finishes it");
            }
            DoubleReading.Reading own = book.of(studyUid).of(me).orElseThrow(() -> new ReviewException(
                    "begin your reading first: read the study, or `loupe double-read begin`"));
            if (own.finished().isPresent()) {
                throw new ReviewException("your reading of this study is finished already");
            }
            if (new BlindReading(gate).hides(studyUid)) {
                throw new ReviewException(BlindReading.FIRST);
            }
            List<StoredRecord> all = store.records(studyUid);
            DoubleReading now = book.of(studyUid);
            requireDecided(reading(all, now, me));
            Optional<DoubleReading.Reading> other = now.readings().stream().filter(r -> !r.by().equals(me)).findFirst();
            boolean last = other.filter(r -> r.finished().isPresent()).isPresent();
            Matching matching = last ? matching(all, now) : new Matching(List.of(), List.of(), List.of());
            List<Difference> differences = matching.differences();
            List<Boolean> lots = differences.stream().map(d -> book.chance().nextBoolean()).toList();
            book.add(studyUid, new ReadingStep.Finished(me, store.now(), lots), s -> s,
                    (now.first(me) ? "first" : "second") + " reading finished"
                            + (last ? "; " + differences.size() + " differences" : ""));
            if (!last) {
                return new Done.Waits();
            }
            return concludeIfRuled(studyUid, matching) ? new Done.Agreed() : new Done.Differ(differences.size());
        }
    }

    private static void requireDecided(ReviewState state) throws ReviewException {
        List<String> open = state.findings().stream().filter(f -> !f.reviewed()).map(f -> f.finding().id().value()).toList();
        if (!open.isEmpty()) {
            throw new ReviewException(
                    "decide on " + String.join(", ", open) + " first: a reading is done when every finding is decided on");
        }
    }

    private static ReviewState reading(List<StoredRecord> all, DoubleReading now, String account) throws IOException {
        return Journal.replay(ReadingBook.reading(all, now, account)).state();
    }

    /// Both readings beside each other.
    static Matching matching(List<StoredRecord> all, DoubleReading now) throws IOException {
        return Matching.of(
                reading(all, now, now.readings().getFirst().by()), reading(all, now, now.readings().getLast().by()));
    }

    /// Both readings of a study whose double reading is over.
    ///
    /// @param first the first reader's
    /// @param second the second reader's
    /// @param settled what came of them
    public record Readings(ReviewState first, ReviewState second, Adjudicated settled) {}

    /// Both readings of a study, as they were finished, for who may read its findings.
    ///
    /// @return empty where no two readers read it
    /// @throws ReviewException while what they differ in is not settled: nobody but its reader sees a reading then
    /// @throws IOException if the account may not or the store fails
    public Optional<Readings> readings(String studyUid) throws IOException {
        if (line(studyUid).state() == StudyState.SECOND_READ) {
            throw new ReviewException("what two readers differ in is not settled; readings are shown side by side once it is");
        }
        DoubleReading now = book.of(studyUid);
        if (!now.twice() || !now.bothFinished()) {
            return Optional.empty();
        }
        List<StoredRecord> all = store.records(studyUid);
        Optional<Adjudicated> settled = Journal.replay(Journal.records(store, studyUid)).state().adjudicated();
        return settled.isEmpty()
                ? Optional.empty()
                : Optional.of(new Readings(
                        reading(all, now, settled.get().first()), reading(all, now, settled.get().second()), settled.get()));
    }

    /// What two readers differ in, for a third to settle; all of it, in the order it is numbered.
    ///
    /// @throws ReviewException where the account is one of both readers, both are not done, or another settles it
    /// @throws IOException if the store fails
    public List<ShownDifference> differences(String studyUid) throws IOException {
        requireAdjudicator(studyUid);
        synchronized (book) {
            DoubleReading now = book.of(studyUid);
            Matching matching = matching(store.records(studyUid), now);
            if (concludeIfRuled(studyUid, matching)) {
                return List.of();
            }
            List<ShownDifference> out = new ArrayList<>();
            for (Difference d : matching.differences()) {
                out.add(ShownDifference.of(d, now.firstIsA().get(d.number() - 1), Optional.ofNullable(now.rulings().get(d.number()))));
            }
            return List.copyOf(out);
        }
    }

    private void requireAdjudicator(String studyUid) throws IOException {
        requireOpen(studyUid);
        store.authorize(Permission.DECIDE, null);
        String me = store.accounts().present().name();
        DoubleReading now = book.of(studyUid);
        if (now.of(me).isPresent()) {
            throw new ReviewException("you are one of this study's two readers; a third settles what both differ in");
        }
        if (now.handedOn(me)) {
            throw new ReviewException("you read this study before your reading was taken over; somebody else settles what both differ in");
        }
        if (!now.bothFinished()) {
            throw new ReviewException("both readings are not finished; there is nothing to settle yet");
        }
        if (now.adjudicator().filter(a -> !a.equals(me)).isPresent()) {
            throw new ReviewException("another reader has begun to settle what both differ in");
        }
    }

    /// A ruling.
    ///
    /// @param number of the difference
    /// @param what what stands
    /// @param reason why
    /// @param note in the adjudicator's words, at most 200 characters; needed where the reason is another
    /// @param own id of what the adjudicator drew, where that stands; else empty
    public record Rule(int number, ShownDifference.Choice what, Adjudicated.Reason reason, String note, String own) {}

    /// Settles one difference; a later ruling of the same stands in its place, until the last one is given: with it the study is
    /// settled.
    ///
    /// @return how many differences are left
    /// @throws ReviewException as [#differences], where there is no such difference, or the ruling does not fit it
    /// @throws IOException if the store fails
    public int settle(String studyUid, Rule rule) throws IOException {
        requireAdjudicator(studyUid);
        synchronized (book) {
            List<StoredRecord> all = store.records(studyUid);
            DoubleReading now = book.of(studyUid);
            Matching matching = matching(all, now);
            List<Difference> differences = matching.differences();
            if (rule.number < 1 || rule.number > differences.size()) {
                throw new ReviewException("there are " + differences.size() + " differences; `loupe double-read differences` shows them");
            }
            String me = store.accounts().present().name();
            Settled settled = settled(differences.get(rule.number - 1), now.firstIsA().get(rule.number - 1), rule);
            if (settled.ruling() == Ruling.OWN) {
                SettledChanges.own(reading(all, now, me), settled.own());
            }
            book.add(studyUid, new ReadingStep.Ruled(me, store.now(), settled), s -> s,
                    "difference " + rule.number + " settled: " + rule.what.words() + ", " + rule.reason.meaning());
            int left = differences.size() - book.of(studyUid).rulings().size();
            concludeIfRuled(studyUid, matching);
            return left;
        }
    }

    private static Settled settled(Difference d, boolean firstIsA, Rule rule) throws ReviewException {
        Ruling ruling = rule.what.ruling(firstIsA);
        String note = rule.note.strip();
        if (note.length() > LONGEST_NOTE) {
            throw new ReviewException("a note has at most " + LONGEST_NOTE + " characters");
        }
        if (rule.reason == Adjudicated.Reason.OTHER && note.isEmpty()) {
            throw new ReviewException("say in a note what the other reason is");
        }
        if (ruling == Ruling.BOTH && (d.first().isEmpty() || d.second().isEmpty() || d.first().get().mask().isEmpty()
                || d.second().get().mask().isEmpty())) {
            throw new ReviewException("both stand as two findings only where both readers outlined something; choose a version");
        }
        if ((ruling == Ruling.OWN) == rule.own.isEmpty()) {
            throw new ReviewException(ruling == Ruling.OWN
                    ? "name the finding of your own that stands; draw or outline it on the study first"
                    : "a finding of your own stands only where you rule so");
        }
        return new Settled(
                d.number(), d.first().map(ReadFinding::id).orElse(""), d.second().map(ReadFinding::id).orElse(""), ruling, rule.own,
                rule.reason, note);
    }

    /// Concludes where every difference is ruled on; after a kill between the last ruling and this, whoever looks next does it.
    ///
    /// @param matching of both readings, which do not change any more once both are finished
    private boolean concludeIfRuled(String studyUid, Matching matching) throws IOException {
        DoubleReading now = book.of(studyUid);
        List<Difference> differences = matching.differences();
        if (!now.bothFinished() || now.rulings().size() < differences.size()) {
            return false;
        }
        List<StoredRecord> all = store.records(studyUid);
        String first = now.readings().getFirst().by();
        String second = now.readings().getLast().by();
        String by = now.adjudicator().orElse("");
        List<Settled> rulings = new ArrayList<>();
        for (Difference d : differences) {
            rulings.add(Objects.requireNonNull(now.rulings().get(d.number())));
        }
        ReviewState base = reading(all, now, first);
        Adjudicated settled = new Adjudicated(
                first, second, SealReview.digest(studyUid, base), SealReview.digest(studyUid, reading(all, now, second)),
                matching.agreed().size(), by, store.now(), rulings,
                SettledChanges.of(studyUid, base, differences, rulings, reading(all, now, by), by, store.now()));
        ReviewState then = base.with(settled);
        Urgency urgency = UrgencyRules.of(then.findings());
        boolean rated = !then.predictions().isEmpty();
        book.conclude(studyUid, settled, JournalEnd.of(all), s -> rated ? s.with(s.findingCount(), urgency) : s);
        return true;
    }
}
