package loupe.review.worklist;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.core.study.Urgency;
import loupe.review.ReviewException;
import loupe.store.Store;

/// The studies of a store in reading order, and how a person names one.
public final class Worklist {
    /// Reading order: where readers read blind first those not read yet, whatever models said; those to review, by how urgent what
    /// models found makes them ([UrgencyRules]) and then by how many findings do; those in review or read by a second reader, those whose
    /// differences wait or are settled, new and sealed. Among equals who
    /// waited longest, that is, in order of import, which a stable sort keeps.
    public static final Comparator<StudySummary> ORDER = Comparator.<StudySummary>comparingInt(s -> rank(s.state()))
            .thenComparingInt(Worklist::level)
            .thenComparingInt(Worklist::findings);

    private final Store store;

    /// A list over a store.
    public Worklist(Store store) {
        this.store = store;
    }

    /// All studies in reading order.
    ///
    /// @throws IOException if the store fails
    public List<StudySummary> studies() throws IOException {
        return store.studies().stream().sorted(ORDER).toList();
    }

    private static int rank(StudyState state) {
        return switch (state) {
            case TO_READ -> 0;
            case TO_REVIEW -> 1;
            case IN_REVIEW, SECOND_READ -> 2;
            case TO_ADJUDICATE, ADJUDICATED -> 3;
            case NEW -> 4;
            case SECOND_LOOK, SEALED -> 5;
        };
    }

    /// The level, 0 where a study does not wait for its first look.
    private static int level(StudySummary s) {
        return s.state() == StudyState.TO_REVIEW ? -s.urgency().level().ordinal() : 0;
    }

    /// How many findings reach the level; of a study kept by a version that did not rate, how many there are.
    private static int findings(StudySummary s) {
        if (s.state() != StudyState.TO_REVIEW) {
            return 0;
        }
        return -(s.urgency().level() == Urgency.Level.NOT_RATED ? s.findingCount() : s.urgency().findings());
    }

    /// The study a word names: its number in import order (1, 2, …), its pseudonymous UID or the beginning of it, or
    /// the patient's pseudonym where that patient has one study.
    ///
    /// @throws ReviewException if none or several fit
    public StudySummary find(String word) throws IOException {
        List<StudySummary> all = store.studies();
        if (word.matches("[0-9]{1,6}")) {
            int n = Integer.parseInt(word);
            if (n >= 1 && n <= all.size()) {
                return all.get(n - 1);
            }
        }
        List<StudySummary> fit = all.stream()
                .filter(s -> s.studyUid().startsWith(word) || s.patientPseudonym().equals(word))
                .toList();
        if (fit.size() != 1) {
            throw new ReviewException(
                    fit.isEmpty()
                            ? "no study of that name; `loupe list` shows all with their numbers"
                            : "several studies fit; use the number that `loupe list` shows");
        }
        return fit.getFirst();
    }

    /// Number of a study in import order, from 1.
    ///
    /// @throws IOException if the store fails
    public int numberOf(String studyUid) throws IOException {
        List<StudySummary> all = store.studies();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).studyUid().equals(studyUid)) {
                return i + 1;
            }
        }
        throw new ReviewException("the study is no longer in the store");
    }
}
