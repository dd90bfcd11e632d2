/// DICOM in and out: one bounded cursor, the data set it fills, the writer.
@NullMarked
package loupe.core.dicom;

import org.jspecify.annotations.NullMarked;
