package loupe.review.watching;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import loupe.core.segment.Mask;
import loupe.core.study.StudySummary;
import loupe.core.work.JobContext;
import loupe.review.edit.FirstOpinion;
import loupe.review.edit.ReviewState;
import loupe.review.edit.ReviewedFinding;
import loupe.review.edit.SealedReview;
import loupe.review.opinion.Comparison;
import loupe.review.opinion.Mark;
import loupe.review.session.Journal;
import loupe.store.Store;
import loupe.store.access.Account;
import loupe.store.access.Role;
import loupe.store.journal.StoredRecord;

/// Counts how first opinions changed once the models were seen. A reader's last answer is the review where they sealed it, else
/// what they decided themselves before another sealed it; before the seal nothing is counted. Readers get their own counts; a
/// QA reviewer those of all.
public final class OpinionTally {
    private final Store store;
    private final Map<String, Mask> truths;

    /// @param store as the account at work may see it
    /// @param truths masks of what is there, by pseudonymous Study Instance UID; may be empty
    public OpinionTally(Store store, Map<String, Mask> truths) {
        this.store = store;
        this.truths = Map.copyOf(truths);
    }

    /// A line for each reader this account may see, by name.
    ///
    /// @throws IOException if the store fails
    public List<Switches> run(JobContext job) throws IOException {
        Account present = store.accounts().present();
        boolean all = present.roles().contains(Role.QA_REVIEWER);
        Map<String, Switches> out = new TreeMap<>();
        List<StudySummary> studies = store.studies();
        for (int i = 0; i < studies.size(); i++) {
            job.progress(i, studies.size(), "studies");
            job.checkCancelled();
            String uid = studies.get(i).studyUid();
            if (store.firstOpinions(uid).isEmpty()) {
                continue;
            }
            List<StoredRecord> records = store.records(uid);
            for (Switches s : of(records, Optional.ofNullable(truths.get(uid)))) {
                if (all || s.reader().equals(present.name())) {
                    out.merge(s.reader(), s, Switches::plus);
                }
            }
        }
        return List.copyOf(out.values());
    }

    /// One study's counts, a line a reader with a first opinion.
    ///
    /// @param records of the study, oldest first
    /// @param truth a mask of what is there
    /// @throws IOException if a record is damaged
    public static List<Switches> of(List<StoredRecord> records, Optional<Mask> truth) throws IOException {
        ReviewState whole = Journal.replay(records).state();
        List<Switches> out = new ArrayList<>();
        for (FirstOpinion o : whole.opinions()) {
            Optional<SealedReview> seal = whole.seal();
            if (seal.isEmpty() || !o.unseen()) {
                out.add(new Switches(o.by(), 0, 1, 0, 0, 0, Switches.Kind.NONE, Switches.Kind.NONE));
                continue;
            }
            boolean own = seal.get().by().equals(o.by());
            ReviewState last = own ? whole : Journal.afterLastStepOf(o.by(), records).orElse(whole);
            boolean second = !own && whole.opinionOf(seal.get().by()).filter(FirstOpinion::unseen).isPresent();
            Truth known = truth.<Truth>map(Truth.Marked::new)
                    .orElse(second ? new Truth.SecondRead(whole) : new Truth.Unknown());
            out.add(new One(o, last, own, known).count(Comparison.of(o, whole)));
        }
        return out;
    }

    /// One first opinion and what became of it.
    private static final class One {
        private final FirstOpinion opinion;
        private final ReviewState last;
        private final boolean sealedIt;
        private final Truth truth;
        private final Set<String> kept;
        private int agreed;
        private int onlyReader;
        private int onlyModels;
        private Switches.Kind towards = Switches.Kind.NONE;
        private Switches.Kind away = Switches.Kind.NONE;

        One(FirstOpinion opinion, ReviewState last, boolean sealedIt, Truth truth) {
            this.opinion = opinion;
            this.last = last;
            this.sealedIt = sealedIt;
            this.truth = truth;
            this.kept = KeptMarks.of(last);
        }

        Switches count(Comparison first) {
            for (Comparison.Agreed a : first.agreed()) {
                Optional<Boolean> answer = answer(a.found()).map(yes -> yes || kept.contains(a.drawn().id()));
                if (answer.isPresent()) {
                    agreed++;
                    Optional<Boolean> there = truth.of(a.found());
                    away = away.plus(answer.get() ? Switches.Kind.NONE : judged(false, there));
                }
            }
            for (ReviewedFinding f : first.onlyModels()) {
                Optional<Boolean> answer = answer(f);
                if (answer.isPresent()) {
                    onlyModels++;
                    towards = towards.plus(answer.get() ? judged(true, truth.of(f)) : Switches.Kind.NONE);
                }
            }
            for (Mark d : first.onlyReader()) {
                onlyReader++;
                towards = towards.plus(kept.contains(d.id()) ? Switches.Kind.NONE : judged(false, truth.of(d)));
            }
            return new Switches(opinion.by(), 1, 0, agreed, onlyReader, onlyModels, towards, away);
        }

        /// Whether the reader took a finding for true at last; empty where they did not decide on it.
        private Optional<Boolean> answer(ReviewedFinding f) {
            Optional<ReviewedFinding> at = last.finding(f.finding().id()).filter(ReviewedFinding::reviewed);
            return at.filter(d -> sealedIt || last.decidedBy(opinion.by(), d.finding().id())).map(d -> !d.rejected());
        }

        private static Switches.Kind judged(boolean answer, Optional<Boolean> truth) {
            return truth.isEmpty() ? new Switches.Kind(0, 0, 1)
                    : truth.get() == answer ? new Switches.Kind(1, 0, 0) : new Switches.Kind(0, 1, 0);
        }
    }
}
