package loupe.sample;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.random.RandomGenerator;
import loupe.core.dicom.DataSet;
import loupe.sample.chest.ChestPhantom;

/// A chest film: the phantom's shadow from the front, with lines of text burned into the pixels.
final class Film {
    static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.1";
    private static final int SIZE = 1024;
    private static final double PIXEL_MM = 0.35;

    private final ChestPhantom phantom;

    Film(ChestPhantom phantom) {
        this.phantom = phantom;
    }

    /// The pixels, 0 to 4095, bone bright.
    short[] pixels(List<String> lines, RandomGenerator random) {
        float[] shadow = shadow();
        byte[] text = text(lines);
        short[] out = new short[SIZE * SIZE];
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                int i = y * SIZE + x;
                double value = tone(interpolated(shadow, x, y)) + random.nextGaussian() * 14;
                double burned = (text[i] & 0xff) / 255.0;
                out[i] = (short) Math.clamp(Math.round(value + (4000 - value) * burned), 0, 4095);
            }
        }
        return out;
    }

    /// Density times length along each ray from front to back, in centimetres of water; rays run parallel.
    private float[] shadow() {
        int columns = phantom.grid().columns();
        int slices = phantom.grid().slices();
        float[] sum = new float[columns * slices];
        float cm = (float) (phantom.grid().rowMm() / 10);
        for (int s = 0; s < slices; s++) {
            short[] hu = phantom.slice(s);
            for (int i = 0; i < hu.length; i++) {
                sum[s * columns + i % columns] += Math.max(0, hu[i] + 980) / 1000f * cm;
            }
        }
        return sum;
    }

    /// The patient faces the reader, head up: image left is the patient's right.
    private double interpolated(float[] shadow, int x, int y) {
        int columns = phantom.grid().columns();
        double c = (x - SIZE / 2.0) * PIXEL_MM / phantom.grid().columnMm() + (columns - 1) / 2.0;
        double s = (phantom.grid().slices() - 1) - (y - 60) * PIXEL_MM / phantom.grid().sliceMm();
        if (c < 0 || s < 0 || c >= columns - 1 || s >= phantom.grid().slices() - 1) {
            return 0;
        }
        int c0 = (int) c;
        int s0 = (int) s;
        double fc = c - c0;
        double fs = s - s0;
        int at = s0 * columns + c0;
        return (shadow[at] * (1 - fc) + shadow[at + 1] * fc) * (1 - fs)
                + (shadow[at + columns] * (1 - fc) + shadow[at + columns + 1] * fc) * fs;
    }

    private static double tone(double waterCm) {
        return 3300 / (1 + Math.exp(-(waterCm - 12) / 3.4)) - 90;
    }

    /// Burned-in text as scanner consoles put it into the corners.
    private static byte[] text(List<String> lines) {
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(java.awt.Color.WHITE);
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 26));
        for (int i = 0; i < lines.size(); i++) {
            boolean right = i % 2 == 1;
            int width = g.getFontMetrics().stringWidth(lines.get(i));
            int y = i < lines.size() / 2 ? 40 + 34 * (i / 2) : SIZE - 60 + 34 * ((i - lines.size() / 2) / 2);
            g.drawString(lines.get(i), right ? SIZE - 24 - width : 24, y);
        }
        g.dispose();
        return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    }

    DataSet instance(Attributes a, short[] pixels) {
        a.open("ImageType", "ORIGINAL", "PRIMARY")
                .open("BodyPartExamined", "CHEST")
                .open("ViewPosition", "PA")
                .open("PatientOrientation", "L", "F")
                .open("KVP", "125")
                .open("ImagerPixelSpacing", Double.toString(PIXEL_MM), Double.toString(PIXEL_MM))
                .open("SeriesNumber", "1")
                .open("AcquisitionNumber", "1")
                .open("InstanceNumber", "1")
                .open("BurnedInAnnotation", "YES")
                .open("PhotometricInterpretation", "MONOCHROME2")
                .open("WindowCenter", "2048")
                .open("WindowWidth", "4096");
        CtSeries.number(a, SIZE, SIZE);
        ByteBuffer raw = ByteBuffer.allocate(pixels.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        raw.asShortBuffer().put(pixels);
        return a.pixels(raw.array()).build();
    }
}
