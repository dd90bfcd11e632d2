/// Takes files from folders and archives, reads them and hands them to the door, on as many threads as are free.
@NullMarked
package loupe.review.intake;

import org.jspecify.annotations.NullMarked;
