package loupe.core.dicom.codec;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import loupe.core.dicom.DicomException;
import loupe.core.image.Frame;

/// RLE Lossless (DICOM PS3.5 annex G): byte planes, most significant first, each PackBits-coded.
final class RlePixels {
    private RlePixels() {}

    static Frame decode(PixelDecoder.EncodedFrame f) throws DicomException {
        PixelDescription p = f.description();
        byte[] in = f.bytes().toArray(ValueLayout.JAVA_BYTE);
        int unit = p.bitsAllocated() / 8;
        int planes = unit * p.samplesPerPixel();
        if (p.bitsAllocated() < 8 || planes > 15 || in.length < 64 || intAt(in, 0) != planes) {
            throw new DicomException("the RLE header does not fit " + planes + " byte planes", -1);
        }
        byte[] out = new byte[p.frameBytes()];
        boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        for (int plane = 0; plane < planes; plane++) {
            int from = intAt(in, 4 + 4 * plane);
            int to = plane + 1 < planes ? intAt(in, 8 + 4 * plane) : in.length;
            if (from < 64 || to < from || to > in.length) {
                throw new DicomException("an RLE segment offset lies outside the frame", -1);
            }
            int sample = plane / unit;
            int byteOfSample = plane % unit;
            int first = sample * unit + (little ? unit - 1 - byteOfSample : byteOfSample);
            unpack(in, from, to, out, first, planes);
        }
        return NativePixels.finish(MemorySegment.ofArray(out), p, false);
    }

    private static void unpack(byte[] in, int from, int to, byte[] out, int first, int step) throws DicomException {
        int i = from;
        int o = first;
        while (o < out.length && i < to) {
            int n = in[i++];
            if (n >= 0) {
                for (int k = 0; k <= n && o < out.length && i < to; k++, o += step) {
                    out[o] = in[i++];
                }
            } else if (n != -128 && i < to) {
                byte v = in[i++];
                for (int k = 0; k <= -n && o < out.length; k++, o += step) {
                    out[o] = v;
                }
            }
        }
        if (o < out.length) {
            throw new DicomException("an RLE segment ends before its plane is full", -1);
        }
    }

    private static int intAt(byte[] b, int at) {
        return b[at] & 0xff | (b[at + 1] & 0xff) << 8 | (b[at + 2] & 0xff) << 16 | b[at + 3] << 24;
    }
}
