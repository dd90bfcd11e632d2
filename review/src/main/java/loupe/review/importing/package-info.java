/// Files in: read, de-identified, stored, reported.
@NullMarked
package loupe.review.importing;

import org.jspecify.annotations.NullMarked;
