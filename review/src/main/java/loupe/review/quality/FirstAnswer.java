package loupe.review.quality;

import java.util.Optional;
import loupe.core.finding.RejectReason;
import loupe.review.quality.book.FindingAnswer;
import loupe.review.quality.book.Radpeer;
import loupe.review.quality.book.TargetReason;

/// What the reader said, shown once the blind judgement is kept.
///
/// @param answer in a word
/// @param reason why they rejected it; empty where they did not
/// @param judged what the QA reviewer said of it
/// @param model the QA reviewer's score of the model
/// @param target why it stands in a targeted queue; empty in a random sample
public record FirstAnswer(
        FindingAnswer answer, Optional<RejectReason> reason, FindingAnswer judged, Radpeer model, Optional<TargetReason> target) {}
