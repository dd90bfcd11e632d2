package loupe.core.dicom;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;
import loupe.core.image.Frame;
import loupe.core.image.RasterImage;
import loupe.core.image.Ycc;

/// A decoded frame as a picture: modality values for grey, RGB for colour (DICOM PS3.3 C.7.6.3.1.2, C.7.6.3.1.5).
///
/// Colours are the device's own; [ColourProfile] brings them to a screen's.
public final class DisplayImage {
    /// From a palette's tag to that of its segmented form.
    private static final int SEGMENTED = 0x20;

    private DisplayImage() {}

    /// Converts a frame.
    ///
    /// @param frame stored values
    /// @param header attributes of its instance
    /// @param index the frame's index, from 0
    /// @throws DicomException if the Photometric Interpretation is not supported
    public static RasterImage of(Frame frame, DataSet header, int index) throws DicomException {
        String photometric = header.string(Tag.PhotometricInterpretation, "MONOCHROME2");
        return switch (photometric) {
            case "MONOCHROME1", "MONOCHROME2" -> gray(frame, header, index, photometric.equals("MONOCHROME1"));
            case "PALETTE COLOR" -> palette(frame, header);
            case "RGB", "YBR_RCT", "YBR_ICT" -> rgb(frame, header, false);
            case "YBR_FULL", "YBR_FULL_422" -> rgb(frame, header, true);
            default -> throw new DicomException("this photometric interpretation is not supported", -1);
        };
    }

    private static RasterImage gray(Frame f, DataSet h, int index, boolean whiteIsLow) throws DicomException {
        ValueTransform t = ValueTransform.of(h, index);
        int n = f.columns() * f.rows();
        float[] values = new float[n];
        List<DataSet> modality = h.items(Tag.ModalityLUTSequence);
        if (!modality.isEmpty()) {
            LookupTable lut = LookupTable.of(modality.getFirst(), h.integer(Tag.PixelRepresentation, 0) == 1);
            for (int i = 0; i < n; i++) {
                values[i] = lut.at(f.sample(i));
            }
            return new RasterImage.Gray(f.columns(), f.rows(), values, whiteIsLow);
        }
        for (int i = 0; i < n; i++) {
            values[i] = (float) (t.slope() * f.sample(i) + t.intercept());
        }
        return new RasterImage.Gray(f.columns(), f.rows(), values, whiteIsLow);
    }

    private static RasterImage rgb(Frame f, DataSet h, boolean ybr) throws DicomException {
        if (f.samplesPerPixel() != 3 || f.format() != Frame.Format.U8 && f.format() != Frame.Format.U16) {
            throw new DicomException("colour images need three unsigned samples of 8 or 16 bits", -1);
        }
        double scale = 1 / Math.pow(2, Math.max(0, h.integer(Tag.BitsStored, 8) - 8));
        int n = f.columns() * f.rows();
        int[] argb = new int[n];
        for (int i = 0; i < n; i++) {
            double a = f.sample(3L * i) * scale;
            double b = f.sample(3L * i + 1) * scale;
            double c = f.sample(3L * i + 2) * scale;
            argb[i] = ybr ? Ycc.argb(a, b, c) : pack(a, b, c);
        }
        return new RasterImage.Colour(f.columns(), f.rows(), argb);
    }

    private static int pack(double r, double g, double b) {
        return 0xff000000 | clamp(r) << 16 | clamp(g) << 8 | clamp(b);
    }

    private static int clamp(double v) {
        return (int) Math.clamp(Math.rint(v), 0, 255);
    }

    private static RasterImage palette(Frame f, DataSet h) throws DicomException {
        int[] red = lut(h, Tag.RedPaletteColorLookupTableDescriptor, Tag.RedPaletteColorLookupTableData);
        int[] green = lut(h, Tag.GreenPaletteColorLookupTableDescriptor, Tag.GreenPaletteColorLookupTableData);
        int[] blue = lut(h, Tag.BluePaletteColorLookupTableDescriptor, Tag.BluePaletteColorLookupTableData);
        int first = first(h);
        int n = f.columns() * f.rows();
        int[] argb = new int[n];
        for (int i = 0; i < n; i++) {
            int v = (int) f.sample(i) - first;
            argb[i] = 0xff000000 | at(red, v) << 16 | at(green, v) << 8 | at(blue, v);
        }
        return new RasterImage.Colour(f.columns(), f.rows(), argb);
    }

    private static int at(int[] lut, int index) {
        return lut[Math.clamp(index, 0, lut.length - 1)];
    }

    private static int first(DataSet h) {
        double[] d = h.doubles(Tag.RedPaletteColorLookupTableDescriptor);
        int v = d.length > 1 ? (int) d[1] : 0;
        return h.integer(Tag.PixelRepresentation, 0) == 1 ? (short) v : v;
    }

    private static int[] lut(DataSet h, int descriptorTag, int dataTag) throws DicomException {
        double[] descriptor = h.doubles(descriptorTag);
        Optional<MemorySegment> raw = h.bytes(dataTag);
        if (raw.isEmpty() && descriptor.length == 3 && h.contains(dataTag + SEGMENTED)) {
            return segmented(h, dataTag + SEGMENTED, descriptor);
        }
        if (descriptor.length != 3 || raw.isEmpty()) {
            throw new DicomException("the colour palette is missing", -1);
        }
        int entries = descriptor[0] == 0 ? 65_536 : (int) descriptor[0] & 0xffff;
        boolean wide = raw.get().byteSize() >= 2L * entries;
        if (raw.get().byteSize() < entries) {
            throw new DicomException("the colour palette has fewer entries than it declares", -1);
        }
        int[] out = new int[entries];
        boolean big = h.get(dataTag).map(e -> e instanceof Element.Value v && v.bigEndian()).orElse(false);
        boolean sixteen = descriptor[2] == 16;
        for (int i = 0; i < entries; i++) {
            out[i] = wide ? entry16(raw.get(), i, big, sixteen) : raw.get().get(ValueLayout.JAVA_BYTE, i) & 0xff;
        }
        return out;
    }

    private static int[] segmented(DataSet h, int tag, double[] descriptor) throws DicomException {
        MemorySegment raw = h.bytes(tag).orElse(MemorySegment.ofArray(new byte[0]));
        boolean wide = descriptor[2] == 16;
        boolean big = h.get(tag).map(e -> e instanceof Element.Value v && v.bigEndian()).orElse(false);
        int[] words = new int[(int) Math.min(raw.byteSize() / (wide ? 2 : 1), 1 << 22)];
        for (int i = 0; i < words.length; i++) {
            words[i] = wide ? LookupTable.word(raw, i, big) : raw.get(ValueLayout.JAVA_BYTE, i) & 0xff;
        }
        int entries = descriptor[0] == 0 ? 65_536 : (int) descriptor[0] & 0xffff;
        int[] out = SegmentedPalette.expand(words, wide, entries);
        for (int i = 0; wide && i < out.length; i++) {
            out[i] >>= 8;
        }
        return out;
    }

    private static int entry16(MemorySegment raw, int i, boolean big, boolean sixteen) {
        int a = raw.get(ValueLayout.JAVA_BYTE, 2L * i) & 0xff;
        int b = raw.get(ValueLayout.JAVA_BYTE, 2L * i + 1) & 0xff;
        int v = big ? a << 8 | b : b << 8 | a;
        return sixteen ? v >> 8 : v & 0xff;
    }
}
