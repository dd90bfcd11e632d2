/// Results out: SEG, SR, JSON and key images, read back before they count.
@NullMarked
package loupe.review.exporting;

import org.jspecify.annotations.NullMarked;
