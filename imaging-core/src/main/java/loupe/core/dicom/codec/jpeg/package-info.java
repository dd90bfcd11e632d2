/// The parts of JPEG decoders: markers, bits, Huffman tables, the inverse DCT, components (ITU-T T.81).
@NullMarked
package loupe.core.dicom.codec.jpeg;

import org.jspecify.annotations.NullMarked;
