/// DICOM hanging protocols: how studies of a kind lie side by side, out and in again (PS3.3 C.23).
@NullMarked
package loupe.core.dicom.hanging;

import org.jspecify.annotations.NullMarked;
