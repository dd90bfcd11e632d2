/// DICOM SEG and SR objects made from segmentations and findings, and read back.
@NullMarked
package loupe.core.dicom.object;

import org.jspecify.annotations.NullMarked;
