/// Standardised uptake values of PET images: the factor, or why there is none.
@NullMarked
package loupe.core.dicom.pet;

import org.jspecify.annotations.NullMarked;
