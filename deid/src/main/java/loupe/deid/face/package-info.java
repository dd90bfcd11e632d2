/// Finds the face in a head series, so that it can be taken out of the pixels.
@NullMarked
package loupe.deid.face;

import org.jspecify.annotations.NullMarked;
