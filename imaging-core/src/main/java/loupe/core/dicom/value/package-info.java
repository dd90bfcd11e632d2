/// What stored values mean: real-world values, SUV, films, regions and the size of a pixel, and numbers as DS text.
@NullMarked
package loupe.core.dicom.value;

import org.jspecify.annotations.NullMarked;
