package loupe.core.dicom.codec;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.TransferSyntax;
import loupe.core.image.Frame;
import org.opencv.core.CvException;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/// JPEG 2000 by the OpenJPEG inside OpenCV.
///
/// OpenCV refuses signed components, so their sign bit in the SIZ marker is cleared before and 2^(precision-1) taken off
/// after decoding (ISO/IEC 15444-1 A.5.1, G.1.2: the DC level shift is what a signed component leaves out).
final class Jpeg2000Pixels {
    private Jpeg2000Pixels() {}

    static Frame decode(PixelDecoder.EncodedFrame f) throws DicomException {
        PixelDescription p = f.description();
        byte[] stream = codestream(f.bytes().toArray(ValueLayout.JAVA_BYTE));
        Siz siz = Siz.of(stream);
        if (siz.columns != p.columns() || siz.rows != p.rows() || siz.components != p.samplesPerPixel()) {
            throw new DicomException("the JPEG 2000 stream's size differs from the Image Pixel attributes", -1);
        }
        if (siz.precision > 16) {
            throw new DicomException("JPEG 2000 of more than 16 bits is not supported", -1);
        }
        if (p.bitsAllocated() == 1) {
            siz.makeBytes(stream);
        }
        siz.makeUnsigned(stream);
        OpenCv.load();
        MatOfByte in = new MatOfByte(stream);
        Mat mat = new Mat();
        try {
            Mat read = Imgcodecs.imdecode(in, Imgcodecs.IMREAD_UNCHANGED);
            read.assignTo(mat);
            read.release();
            if (siz.precision > 8 && !siz.signed && p.samplesPerPixel() == 1 && p.bitsAllocated() == 16 && !lossy(f.syntax())) {
                return untouched(mat, p);
            }
            int[] values = values(mat, p);
            if (p.bitsAllocated() == 1) {
                return bits(values, p);
            }
            return pack(values, p, shifted(values, siz, p, f.syntax()));
        } catch (CvException e) {
            throw new DicomException("the JPEG 2000 stream is damaged", -1);
        } finally {
            in.release();
            mat.release();
        }
    }

    private static boolean lossy(TransferSyntax syntax) {
        return syntax.uid().equals(TransferSyntax.JPEG_2000) || syntax.uid().equals(TransferSyntax.HTJ2K);
    }

    /// The commonest case, without a step a sample.
    private static Frame untouched(Mat mat, PixelDescription p) throws DicomException {
        requireShape(mat, p);
        if (CvType.depth(mat.type()) != CvType.CV_16U) {
            throw new DicomException("the JPEG 2000 stream is damaged", -1);
        }
        short[] samples = new short[Math.toIntExact(p.samplesPerFrame())];
        mat.get(0, 0, samples);
        MemorySegment out = MemorySegment.ofArray(new byte[p.frameBytes()]);
        MemorySegment.copy(samples, 0, out, ValueLayout.JAVA_SHORT_UNALIGNED, 0, samples.length);
        return NativePixels.finish(out, p, false);
    }

    private static void requireShape(Mat mat, PixelDescription p) throws DicomException {
        if (mat.empty() || mat.rows() != p.rows() || mat.cols() != p.columns() || mat.channels() != p.samplesPerPixel()) {
            throw new DicomException("the JPEG 2000 stream is damaged", -1);
        }
    }

    private static int[] values(Mat mat, PixelDescription p) throws DicomException {
        requireShape(mat, p);
        int n = Math.toIntExact(p.samplesPerFrame());
        int[] values = new int[n];
        if (CvType.depth(mat.type()) == CvType.CV_8U) {
            byte[] b = new byte[n];
            mat.get(0, 0, b);
            for (int i = 0; i < n; i++) {
                values[i] = b[i] & 0xff;
            }
        } else {
            short[] s = new short[n];
            mat.get(0, 0, s);
            for (int i = 0; i < n; i++) {
                values[i] = s[i] & 0xffff;
            }
        }
        return values;
    }

    /// What to take off each value. Lossy coding overshoots: values of more bits than Bits Stored are held at its ends,
    /// since masking would turn the brightest black.
    private static int shifted(int[] values, Siz siz, PixelDescription p, TransferSyntax syntax) {
        int shift = siz.signed ? 1 << siz.precision - 1 : 0;
        if (lossy(syntax) && siz.precision > p.bitsStored()) {
            int low = shift + (p.signed() ? -(1 << p.bitsStored() - 1) : 0);
            int high = low + (1 << p.bitsStored()) - 1;
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.clamp(values[i], low, high);
            }
        }
        return shift;
    }

    private static Frame pack(int[] values, PixelDescription p, int shift) {
        MemorySegment out = MemorySegment.ofArray(new byte[p.frameBytes()]);
        int spp = p.samplesPerPixel();
        for (int i = 0; i < values.length; i++) {
            // OpenCV gives B, G, R.
            int v = values[spp == 3 ? i - i % 3 + 2 - i % 3 : i] - shift;
            switch (p.bitsAllocated()) {
                case 8 -> out.set(ValueLayout.JAVA_BYTE, i, (byte) v);
                case 16 -> out.set(ValueLayout.JAVA_SHORT_UNALIGNED, 2L * i, (short) v);
                default -> out.set(ValueLayout.JAVA_INT_UNALIGNED, 4L * i, v);
            }
        }
        return NativePixels.finish(out, p, false);
    }

    /// Single bits, decoded as bytes: v - 1 is what was coded (A.5.1), 128 what a byte's level shift adds.
    private static Frame bits(int[] values, PixelDescription p) {
        byte[] out = new byte[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) (values[i] >= 128 ? 1 : 0);
        }
        return new Frame(p.columns(), p.rows(), p.samplesPerPixel(), Frame.Format.U8, MemorySegment.ofArray(out));
    }

    /// Cuts a codestream (FF4F … FFD9) out of JP2 boxes or padding.
    private static byte[] codestream(byte[] b) throws DicomException {
        int from = -1;
        for (int i = 0; i + 3 < b.length && from < 0; i++) {
            if ((b[i] & 0xff) == 0xff && b[i + 1] == 0x4f && (b[i + 2] & 0xff) == 0xff && b[i + 3] == 0x51) {
                from = i;
            }
        }
        if (from < 0) {
            throw new DicomException("no JPEG 2000 codestream in the frame", -1);
        }
        int to = b.length;
        for (int i = b.length - 2; i > from; i--) {
            if ((b[i] & 0xff) == 0xff && (b[i + 1] & 0xff) == 0xd9) {
                to = i + 2;
                break;
            }
        }
        return Arrays.copyOfRange(b, from, to);
    }

    /// The SIZ marker segment (ISO/IEC 15444-1 A.5.1).
    private record Siz(int columns, int rows, int components, int precision, boolean signed) {
        private static final int SSIZ = 42;

        static Siz of(byte[] b) throws DicomException {
            if (b.length < SSIZ + 3) {
                throw new DicomException("the JPEG 2000 header is cut short", -1);
            }
            int components = (b[40] & 0xff) << 8 | b[41] & 0xff;
            if (components < 1 || components > 4 || b.length < SSIZ + 3 * components) {
                throw new DicomException("JPEG 2000 of " + components + " components is not supported", -1);
            }
            int s = b[SSIZ];
            return new Siz(
                    at(b, 8) - at(b, 16), at(b, 12) - at(b, 20), components, (s & 0x7f) + 1, (s & 0x80) != 0);
        }

        private static int at(byte[] b, int i) {
            return (b[i] & 0xff) << 24 | (b[i + 1] & 0xff) << 16 | (b[i + 2] & 0xff) << 8 | b[i + 3] & 0xff;
        }

        /// OpenCV refuses samples of fewer than eight bits. Reversible coding does not depend on the precision (E.1), so that it
        /// may be told another one.
        void makeBytes(byte[] b) throws DicomException {
            int cod = SSIZ;
            while (cod + 13 < b.length && ((b[cod] & 0xff) != 0xff || b[cod + 1] != 0x52)) {
                cod++;
            }
            if (precision != 1 || signed || cod + 13 >= b.length || b[cod + 13] != 1) {
                throw new DicomException("JPEG 2000 of single bits must be reversible, of one bit and unsigned", -1);
            }
            for (int c = 0; c < components; c++) {
                b[SSIZ + 3 * c] = 7;
            }
        }

        void makeUnsigned(byte[] b) {
            for (int c = 0; c < components; c++) {
                b[SSIZ + 3 * c] &= 0x7f;
            }
        }
    }
}
