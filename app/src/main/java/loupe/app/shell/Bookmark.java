package loupe.app.shell;

import java.util.Optional;
import loupe.core.finding.FindingId;

/// Where a person was in a study, to come back to after unlocking.
///
/// @param studyUid pseudonymous UID
/// @param series index of the shown series
/// @param slice index of the slice
/// @param finding finding in hand
record Bookmark(String studyUid, int series, int slice, Optional<FindingId> finding) {}
