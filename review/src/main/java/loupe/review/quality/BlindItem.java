package loupe.review.quality;

import java.util.Optional;
import loupe.core.finding.Finding;
import loupe.review.quality.book.ItemName;

/// An item as its QA reviewer sees it: the finding as the model put it, and nothing of what the reader made of it before the judgement
/// is kept.
///
/// @param item its name
/// @param studyUid pseudonymous Study Instance UID
/// @param modality of the series
/// @param finding as the model put it
/// @param shown what the reader said, once the judgement is kept; empty before
public record BlindItem(ItemName item, String studyUid, String modality, Finding finding, Optional<FirstAnswer> shown) {}
