package loupe.review.detecting;

import java.util.List;
import java.util.OptionalInt;

/// What became of the studies of an import when they were analysed.
///
/// @param studies one entry a study, in order of import
/// @param cancelled whether somebody stopped it; the import stays, what was analysed too
public record ArrivalAnalysis(List<One> studies, boolean cancelled) {
    /// Copies the list.
    public ArrivalAnalysis {
        studies = List.copyOf(studies);
    }

    /// How it went with a study.
    public enum State {
        /// At least one model ran.
        ANALYSED,
        /// No model fits, or all that fit have answered before.
        NOTHING_TO_RUN,
        /// Signed; it stays as it is.
        SEALED,
        /// A model or the store failed; the fault says how.
        FAILED,
        /// It was stopped before or within this study.
        STOPPED
    }

    /// One study.
    ///
    /// @param studyUid pseudonymous Study Instance UID
    /// @param state how it went
    /// @param ran what ran
    /// @param refused why models did not run
    /// @param fault one sentence; empty unless it failed
    public record One(
            String studyUid, State state, List<AnalyzeStudy.Ran> ran, List<String> refused, String fault) {
        /// Copies the lists.
        public One {
            ran = List.copyOf(ran);
            refused = List.copyOf(refused);
        }

        static One without(String studyUid, State state, String fault) {
            return new One(studyUid, state, List.of(), List.of(), fault);
        }
    }

    /// How many studies it went so with.
    public long count(State state) {
        return studies.stream().filter(s -> s.state == state).count();
    }

    /// Findings of all that ran; absent where those of a study are not told to the account at work yet.
    public OptionalInt findings() {
        return AnalyzeStudy.Ran.findings(studies.stream().flatMap(s -> s.ran.stream()).toList());
    }
}
