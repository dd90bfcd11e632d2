package loupe.core.dicom.codec;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import loupe.core.dicom.DicomException;
import loupe.core.image.Frame;

/// Deflated Image Frame Compression (DICOM PS3.5 8.2.17, RFC 1951): each frame deflated on its own, beginning at a byte.
final class DeflatedPixels {
    private DeflatedPixels() {}

    static Frame decode(PixelDecoder.EncodedFrame f) throws DicomException {
        byte[] out = new byte[f.description().frameBytes()];
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(f.bytes().toArray(ValueLayout.JAVA_BYTE));
            int at = 0;
            while (at < out.length && !inflater.finished()) {
                int n = inflater.inflate(out, at, out.length - at);
                if (n == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    break;
                }
                at += n;
            }
            if (at < out.length) {
                throw new DicomException("the deflated frame has fewer bytes than it needs", -1);
            }
        } catch (DataFormatException e) {
            throw new DicomException("the deflated frame is damaged", -1);
        } finally {
            inflater.end();
        }
        return NativePixels.decode(new PixelDecoder.EncodedFrame(
                f.description(), f.syntax(), MemorySegment.ofArray(out), false, 0));
    }
}
