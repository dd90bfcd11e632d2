package loupe.core.dicom.display;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.Element;
import loupe.core.dicom.Tag;

/// A lookup table of the Modality LUT kind (DICOM PS3.3 C.11.1.1): values from the first mapped one on; those below it
/// take the first entry, those above the last entry.
///
/// @param first stored value of the first entry
/// @param entries its entries; not copied, nobody changes them
public record LookupTable(int first, int[] entries) {
    /// Reads the table of a Modality or VOI LUT item.
    ///
    /// @param signed whether stored values are signed, and so the first mapped value
    /// @throws DicomException if the table is missing or shorter than declared
    public static LookupTable of(DataSet item, boolean signed) throws DicomException {
        double[] descriptor = item.doubles(Tag.LUTDescriptor);
        MemorySegment data = item.bytes(Tag.LUTData).orElse(MemorySegment.ofArray(new byte[0]));
        if (descriptor.length != 3) {
            throw new DicomException("a lookup table has no descriptor", -1);
        }
        int n = descriptor[0] == 0 ? 65_536 : (int) descriptor[0] & 0xffff;
        boolean wide = data.byteSize() >= 2L * n;
        if (n == 0 || data.byteSize() < n) {
            throw new DicomException("a lookup table has fewer entries than it declares", -1);
        }
        boolean big = item.get(Tag.LUTData).map(e -> e instanceof Element.Value v && v.bigEndian()).orElse(false);
        int[] entries = new int[n];
        for (int i = 0; i < n; i++) {
            entries[i] = wide ? word(data, i, big) : data.get(ValueLayout.JAVA_BYTE, i) & 0xff;
        }
        int from = (int) descriptor[1];
        return new LookupTable(signed ? (short) from : from & 0xffff, entries);
    }

    /// A 16-bit word of a table.
    static int word(MemorySegment m, int i, boolean big) {
        int a = m.get(ValueLayout.JAVA_BYTE, 2L * i) & 0xff;
        int b = m.get(ValueLayout.JAVA_BYTE, 2L * i + 1) & 0xff;
        return big ? a << 8 | b : b << 8 | a;
    }

    /// What a stored value is turned into.
    public int at(double stored) {
        return entries[(int) Math.clamp(stored - first, 0, entries.length - 1)];
    }
}
