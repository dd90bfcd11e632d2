/// How images are to look by other objects: presentation states, and which of them are key.
@NullMarked
package loupe.core.dicom.presentation;

import org.jspecify.annotations.NullMarked;
