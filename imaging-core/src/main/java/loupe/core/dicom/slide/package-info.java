/// Whole slides: pyramids of tiled images, any region at any scale.
@NullMarked
package loupe.core.dicom.slide;

import org.jspecify.annotations.NullMarked;
