/// What a file is and what is odd about it, without saying whom it is of.
@NullMarked
package loupe.core.dicom.inspect;

import org.jspecify.annotations.NullMarked;
