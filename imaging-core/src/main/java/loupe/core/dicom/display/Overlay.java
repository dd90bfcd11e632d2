package loupe.core.dicom.display;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.Element;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.dicom.codec.EncodedFrames;
import loupe.core.dicom.codec.PixelDescription;

/// One overlay plane (DICOM PS3.3 C.9.2): bits over an image, in an attribute of their own or in unused bits of its
/// pixels (retired).
///
/// @param columns bits in a row
/// @param rows rows
/// @param originColumn image column of the first bit, from 0; may lie outside the image
/// @param originRow image row of the first bit, from 0
/// @param roi whether it marks a region (Overlay Type R), else graphics
/// @param bits set bits by row * columns + column
public record Overlay(int columns, int rows, int originColumn, int originRow, boolean roi, BitSet bits) {
    private static final int ROWS = 0x0010;
    private static final int COLUMNS = 0x0011;
    private static final int FRAMES = 0x0015;
    private static final int TYPE = 0x0040;
    private static final int ORIGIN = 0x0050;
    private static final int FIRST_FRAME = 0x0051;
    private static final int BIT_POSITION = 0x0102;
    private static final int BITS = 0x3000;

    /// Copies the bits.
    public Overlay {
        bits = (BitSet) bits.clone();
    }

    /// A copy of the bits.
    @Override
    public BitSet bits() {
        return (BitSet) bits.clone();
    }

    /// Whether the overlay has a bit at an image pixel.
    public boolean at(int column, int row) {
        int c = column - originColumn;
        int r = row - originRow;
        return c >= 0 && r >= 0 && c < columns && r < rows && bits.get(r * columns + c);
    }

    /// The overlays over one frame, by group.
    ///
    /// @param data the instance, with its pixel data where overlays may lie in pixels
    /// @param frame index from 0
    /// @throws DicomException if one is shorter than it declares
    public static List<Overlay> of(DataSet data, TransferSyntax syntax, int frame) throws DicomException {
        List<Overlay> out = new ArrayList<>();
        for (int group = 0x60000000; group <= 0x601E0000; group += 0x00020000) {
            int rows = data.integer(group | ROWS, 0);
            int columns = data.integer(group | COLUMNS, 0);
            int index = frame - (data.integer(group | FIRST_FRAME, 1) - 1);
            boolean one = !data.contains(group | FRAMES);
            if (rows < 1 || columns < 1 || !one && (index < 0 || index >= data.integer(group | FRAMES, 1))) {
                continue;
            }
            BitSet bits = data.contains(group | BITS)
                    ? own(data, group, one ? 0 : index, (long) rows * columns)
                    : inPixels(data, syntax, frame, data.integer(group | BIT_POSITION, 0));
            double[] origin = data.doubles(group | ORIGIN);
            out.add(new Overlay(
                    columns,
                    rows,
                    origin.length == 2 ? (int) origin[1] - 1 : 0,
                    origin.length == 2 ? (int) origin[0] - 1 : 0,
                    data.string(group | TYPE, "G").equals("R"),
                    bits));
        }
        return out;
    }

    private static BitSet own(DataSet data, int group, int index, long n) throws DicomException {
        Element e = data.get(group | BITS).orElseThrow();
        if (!(e instanceof Element.Value v) || v.bytes().byteSize() < (n * (index + 1L) + 7) / 8) {
            throw new DicomException("an overlay has fewer bits than it declares", -1);
        }
        // In OW and big endian the two bytes of a word change places.
        boolean swapped = v.bigEndian() && v.vr() == Vr.OW;
        BitSet out = new BitSet();
        for (long i = 0; i < n; i++) {
            long bit = n * index + i;
            long at = bit >>> 3 ^ (swapped ? 1 : 0);
            if (at < v.bytes().byteSize() && (v.bytes().get(ValueLayout.JAVA_BYTE, at) >>> (bit & 7) & 1) != 0) {
                out.set((int) i);
            }
        }
        return out;
    }

    /// Bits above (or below) the stored ones of each uncompressed sample.
    private static BitSet inPixels(DataSet data, TransferSyntax syntax, int frame, int position)
            throws DicomException {
        BitSet out = new BitSet();
        if (syntax.encapsulated() || !EncodedFrames.present(data)) {
            return out;
        }
        EncodedFrames frames = EncodedFrames.of(data, syntax);
        PixelDescription p = frames.description();
        int unit = p.bitsAllocated() / 8;
        if (p.samplesPerPixel() != 1 || unit < 1 || unit > 2 || position < 0 || position >= p.bitsAllocated()) {
            return out;
        }
        MemorySegment m = frames.bytes(frame);
        int byteOfSample = frames.bigEndian() ? unit - 1 - position / 8 : position / 8;
        for (int i = 0; i < p.samplesPerFrame(); i++) {
            if ((m.get(ValueLayout.JAVA_BYTE, (long) i * unit + byteOfSample) >>> (position & 7) & 1) != 0) {
                out.set(i);
            }
        }
        return out;
    }
}
