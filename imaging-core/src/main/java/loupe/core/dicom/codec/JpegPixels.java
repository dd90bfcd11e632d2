package loupe.core.dicom.codec;

import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import loupe.core.dicom.DicomException;
import loupe.core.image.Frame;

/// JPEG baseline by the JDK's reader as a raw raster, by our own where that one refuses. Colours are left as they are,
/// unless the stream itself contradicts the header ([JpegColours]).
final class JpegPixels {
    private static final String JDK = "com.sun.imageio.plugins.jpeg.JPEGImageReader";

    private JpegPixels() {}

    static Frame decode(PixelDecoder.EncodedFrame f) throws DicomException {
        PixelDescription p = f.description();
        byte[] stream = f.bytes().toArray(ValueLayout.JAVA_BYTE);
        Raster raster;
        try {
            raster = read(stream, p);
        } catch (DicomException e) {
            // The JDK's reader refuses streams that are sound but odd, such as 12 bits under the baseline syntax.
            return JpegDctPixels.decode(f);
        }
        if (raster.getNumBands() != p.samplesPerPixel()) {
            throw new DicomException("the JPEG stream's components differ from Samples per Pixel", -1);
        }
        return p.bitsAllocated() > 8 ? wide(raster, p) : narrow(raster, p, JpegColours.hidesYcc(stream, p));
    }

    private static Raster read(byte[] bytes, PixelDescription p) throws DicomException {
        ImageReader reader = reader();
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(in, true, true);
            if (reader.getWidth(0) != p.columns() || reader.getHeight(0) != p.rows()) {
                throw new DicomException("the JPEG stream's size differs from Rows and Columns", -1);
            }
            return reader.readRaster(0, null);
        } catch (DicomException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new DicomException("the JPEG stream is damaged", -1);
        } finally {
            reader.dispose();
        }
    }

    private static ImageReader reader() {
        Iterator<ImageReader> all = ImageIO.getImageReadersByFormatName("jpeg");
        while (all.hasNext()) {
            ImageReader r = all.next();
            if (r.getClass().getName().equals(JDK)) {
                return r;
            }
        }
        throw new IllegalStateException("the JDK's JPEG reader is missing");
    }

    private static Frame narrow(Raster raster, PixelDescription p, boolean ycc) {
        byte[] out = new byte[Math.toIntExact(p.samplesPerFrame())];
        int line = p.columns() * p.samplesPerPixel();
        if (raster.getDataBuffer() instanceof DataBufferByte bytes && raster.getParent() == null
                && raster.getSampleModel() instanceof PixelInterleavedSampleModel model && isPlain(model, p)) {
            for (int y = 0; y < p.rows(); y++) {
                System.arraycopy(bytes.getData(), bytes.getOffset() + y * model.getScanlineStride(), out, y * line, line);
            }
        } else {
            int[] row = new int[line];
            for (int y = 0, o = 0; y < p.rows(); y++) {
                raster.getPixels(raster.getMinX(), raster.getMinY() + y, p.columns(), 1, row);
                for (int v : row) {
                    out[o++] = (byte) v;
                }
            }
        }
        if (ycc) {
            JpegColours.toRgb(out);
        }
        return NativePixels.finish(MemorySegment.ofArray(out), p, false);
    }

    /// Whether samples lie in memory as they do in a frame.
    private static boolean isPlain(PixelInterleavedSampleModel model, PixelDescription p) {
        return model.getPixelStride() == p.samplesPerPixel()
                && Arrays.equals(model.getBandOffsets(), IntStream.range(0, p.samplesPerPixel()).toArray());
    }

    private static Frame wide(Raster raster, PixelDescription p) {
        int unit = p.bitsAllocated() / 8;
        MemorySegment out = MemorySegment.ofArray(new byte[p.frameBytes()]);
        int[] row = new int[p.columns() * p.samplesPerPixel()];
        long o = 0;
        for (int y = 0; y < p.rows(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, p.columns(), 1, row);
            for (int v : row) {
                if (unit == 1) {
                    out.set(ValueLayout.JAVA_BYTE, o, (byte) v);
                } else {
                    out.set(ValueLayout.JAVA_SHORT_UNALIGNED, o, (short) v);
                }
                o += unit;
            }
        }
        return NativePixels.finish(out, p, false);
    }
}
