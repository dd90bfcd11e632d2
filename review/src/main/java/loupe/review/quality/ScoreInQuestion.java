package loupe.review.quality;

import java.util.Optional;
import loupe.review.quality.book.Radpeer;

/// An item whose scores another person settles. It names nobody.
///
/// @param item as it stands, with what the reader and the QA reviewer said
/// @param reader the reader's score, where it is in question
/// @param model the model's score, where it is in question
public record ScoreInQuestion(BlindItem item, Optional<Radpeer> reader, Optional<Radpeer> model) {}
