/// Outlines of what a reader points at, by a model that takes prompts.
@NullMarked
package loupe.review.prompt;

import org.jspecify.annotations.NullMarked;
