/// Encoded pixel data to frames; every codec library is hidden here.
@NullMarked
package loupe.core.dicom.codec;

import org.jspecify.annotations.NullMarked;
