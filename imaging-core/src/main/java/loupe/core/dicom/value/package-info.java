/// What stored values mean: modality and real-world values, SUV, windows, overlays and the size of a pixel.
@NullMarked
package loupe.core.dicom.value;

import org.jspecify.annotations.NullMarked;
