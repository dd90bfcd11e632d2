/// Documents as DICOM objects.
@NullMarked
package loupe.core.dicom.document;

import org.jspecify.annotations.NullMarked;
