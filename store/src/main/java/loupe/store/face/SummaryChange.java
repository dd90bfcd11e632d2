package loupe.store.face;

import java.util.Optional;
import loupe.core.study.StudySummary;

/// The list's line of a study, made out of the line it has at the moment of writing. It runs in the store's own turn, so that no
/// line is ever made out of one that somebody else has changed since; it must be quick and must not call the store.
@FunctionalInterface
public interface SummaryChange {
    /// The line as it is to be.
    ///
    /// @param present the line as it is; empty where the study is new
    StudySummary of(Optional<StudySummary> present);
}
