package loupe.core.dicom.display;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.Element;
import loupe.core.dicom.Tag;

/// The colours of a PALETTE COLOR image (DICOM PS3.3 C.7.6.3.1.5 and .6, segmented: C.7.9.2), 8 bits a channel. The one
/// place that reads palettes: the viewer and de-identification see the same colours.
public final class ColourPalette {
    private static final int SEGMENTED = 0x20;

    private final int first;
    private final int[] argb;

    private ColourPalette(int first, int[] argb) {
        this.first = first;
        this.argb = argb;
    }

    /// Reads plain and segmented palettes, of 8 and 16 bits, 8-bit entries in 16-bit words, either byte order.
    ///
    /// @throws DicomException if one of the three channels is missing, damaged or shorter than declared
    public static ColourPalette of(DataSet h) throws DicomException {
        int[] red = channel(h, Tag.RedPaletteColorLookupTableDescriptor, Tag.RedPaletteColorLookupTableData);
        int[] green = channel(h, Tag.GreenPaletteColorLookupTableDescriptor, Tag.GreenPaletteColorLookupTableData);
        int[] blue = channel(h, Tag.BluePaletteColorLookupTableDescriptor, Tag.BluePaletteColorLookupTableData);
        int[] argb = new int[Math.max(red.length, Math.max(green.length, blue.length))];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = 0xff000000 | at(red, i) << 16 | at(green, i) << 8 | at(blue, i);
        }
        return new ColourPalette(first(h), argb);
    }

    /// First stored value the palette maps; those below take its colour.
    public int first() {
        return first;
    }

    /// How many stored values it maps; those above take the last one's colour.
    public int entries() {
        return argb.length;
    }

    /// Opaque ARGB of a stored value.
    public int argb(double stored) {
        return argb[(int) Math.clamp(stored - first, 0, argb.length - 1)];
    }

    private static int at(int[] lut, int index) {
        return lut[Math.min(index, lut.length - 1)];
    }

    private static int first(DataSet h) {
        double[] d = h.doubles(Tag.RedPaletteColorLookupTableDescriptor);
        int v = d.length > 1 ? (int) d[1] : 0;
        return h.integer(Tag.PixelRepresentation, 0) == 1 ? (short) v : v & 0xffff;
    }

    private static int[] channel(DataSet h, int descriptorTag, int dataTag) throws DicomException {
        double[] descriptor = h.doubles(descriptorTag);
        Optional<MemorySegment> raw = h.bytes(dataTag);
        if (raw.isEmpty() && descriptor.length == 3 && h.contains(dataTag + SEGMENTED)) {
            return segmented(h, dataTag + SEGMENTED, descriptor);
        }
        if (descriptor.length != 3 || raw.isEmpty()) {
            throw new DicomException("the colour palette is missing", -1);
        }
        int entries = entries(descriptor);
        boolean wide = raw.get().byteSize() >= 2L * entries;
        if (raw.get().byteSize() < entries) {
            throw new DicomException("the colour palette has fewer entries than it declares", -1);
        }
        int[] out = new int[entries];
        boolean big = isBigEndian(h, dataTag);
        boolean sixteen = descriptor[2] == 16;
        for (int i = 0; i < entries; i++) {
            out[i] = wide ? entry16(raw.get(), i, big, sixteen) : raw.get().get(ValueLayout.JAVA_BYTE, i) & 0xff;
        }
        return out;
    }

    private static int entries(double[] descriptor) {
        return descriptor[0] == 0 ? 65_536 : (int) descriptor[0] & 0xffff;
    }

    private static int[] segmented(DataSet h, int tag, double[] descriptor) throws DicomException {
        MemorySegment raw = h.bytes(tag).orElse(MemorySegment.ofArray(new byte[0]));
        boolean wide = descriptor[2] == 16;
        boolean big = isBigEndian(h, tag);
        int[] words = new int[(int) Math.min(raw.byteSize() / (wide ? 2 : 1), 1 << 22)];
        for (int i = 0; i < words.length; i++) {
            words[i] = wide ? LookupTable.word(raw, i, big) : raw.get(ValueLayout.JAVA_BYTE, i) & 0xff;
        }
        int[] out = SegmentedPalette.expand(words, wide, entries(descriptor));
        for (int i = 0; wide && i < out.length; i++) {
            out[i] >>= 8;
        }
        return out;
    }

    private static boolean isBigEndian(DataSet h, int tag) {
        return h.get(tag).map(e -> e instanceof Element.Value v && v.bigEndian()).orElse(false);
    }

    private static int entry16(MemorySegment raw, int i, boolean big, boolean sixteen) {
        int v = LookupTable.word(raw, i, big);
        return sixteen ? v >> 8 : v & 0xff;
    }
}
