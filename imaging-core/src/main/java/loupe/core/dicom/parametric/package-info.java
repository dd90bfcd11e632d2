/// Parametric maps as they come: which quantities they hold, in which unit, where, and their values.
@NullMarked
package loupe.core.dicom.parametric;

import org.jspecify.annotations.NullMarked;
