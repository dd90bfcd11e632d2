/// Windows a reader calls up by number, kept for each account.
@NullMarked
package loupe.review.preset;

import org.jspecify.annotations.NullMarked;
