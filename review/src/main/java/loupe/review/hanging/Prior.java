package loupe.review.hanging;

import loupe.core.study.StudySummary;
import loupe.review.session.StudyImages;

/// An earlier study of the same patient that a study is compared with.
///
/// @param summary its summary
/// @param images its pixels
/// @param kind what it is
/// @param match why it is one
public record Prior(StudySummary summary, StudyImages images, StudyKind kind, PriorMatch match) {}
