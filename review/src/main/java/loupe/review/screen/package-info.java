/// How views share a screen, and the monitors a reader uses beside the one the window stands on, kept encrypted by account.
@NullMarked
package loupe.review.screen;

import org.jspecify.annotations.NullMarked;
