/// Microscopy Bulk Simple Annotations (ANN): objects on slides as DICOM has them (PS3.3 C.37).
@NullMarked
package loupe.core.dicom.annotation;

import org.jspecify.annotations.NullMarked;
