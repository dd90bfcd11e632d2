/// The parts of JPEG-LS: bits, contexts, scans in and out (ITU-T T.87).
@NullMarked
package loupe.core.dicom.codec.jpegls;

import org.jspecify.annotations.NullMarked;
