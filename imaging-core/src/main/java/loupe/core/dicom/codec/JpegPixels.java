package loupe.core.dicom.codec;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.TransferSyntax;
import loupe.core.image.Frame;

/// JPEG baseline by the JDK's reader, JPEG lossless by TwelveMonkeys', both as raw rasters without colour conversion.
final class JpegPixels {
    private static final String JDK = "com.sun.imageio.plugins.jpeg.JPEGImageReader";
    private static final String TWELVE_MONKEYS = "com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReader";

    private JpegPixels() {}

    static Frame decode(PixelDecoder.EncodedFrame f) throws DicomException {
        PixelDescription p = f.description();
        boolean lossless = !f.syntax().uid().equals(TransferSyntax.JPEG_BASELINE);
        byte[] bytes = f.bytes().toArray(ValueLayout.JAVA_BYTE);
        Raster raster;
        try {
            raster = read(bytes, p, lossless ? TWELVE_MONKEYS : JDK);
        } catch (DicomException e) {
            if (lossless) {
                throw e;
            }
            // The JDK's reader refuses streams that are sound but odd, such as 12 bits under the baseline syntax.
            return JpegDctPixels.decode(f);
        }
        if (raster.getNumBands() != p.samplesPerPixel()) {
            throw new DicomException("the JPEG stream's components differ from Samples per Pixel", -1);
        }
        return lossless || p.bitsAllocated() > 8 ? wide(raster, p) : narrow(raster, p);
    }

    private static Raster read(byte[] bytes, PixelDescription p, String readerClass) throws DicomException {
        ImageReader reader = reader(readerClass);
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

    private static ImageReader reader(String className) {
        Iterator<ImageReader> all = ImageIO.getImageReadersByFormatName("jpeg");
        while (all.hasNext()) {
            ImageReader r = all.next();
            if (r.getClass().getName().equals(className)) {
                return r;
            }
        }
        throw new IllegalStateException("the JPEG reader " + className + " is not on the class path");
    }

    private static Frame narrow(Raster raster, PixelDescription p) {
        byte[] out = new byte[Math.toIntExact(p.samplesPerFrame())];
        int[] row = new int[p.columns() * p.samplesPerPixel()];
        for (int y = 0, o = 0; y < p.rows(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, p.columns(), 1, row);
            for (int v : row) {
                out[o++] = (byte) v;
            }
        }
        return NativePixels.finish(MemorySegment.ofArray(out), p, false);
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
