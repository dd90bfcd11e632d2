package loupe.review.detecting;

import loupe.core.study.Series;
import loupe.review.session.StudyImages;

/// A stored series models run on.
///
/// @param studyUid pseudonymous Study Instance UID
/// @param images the study's pixels
/// @param series one of its series
record Target(String studyUid, StudyImages images, Series series) {}
