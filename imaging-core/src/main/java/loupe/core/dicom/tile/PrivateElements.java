package loupe.core.dicom.tile;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Element;
import loupe.core.dicom.Vr;

/// Private elements of one creator in one group (DICOM PS3.5 7.8). Where the creators were taken out, the usual block counts.
final class PrivateElements {
    private static final int USUAL_BLOCK = 0x10;

    private final DataSet data;
    private final int group;
    private final int block;

    /// @param group group number
    /// @param creator what the creator begins with
    PrivateElements(DataSet data, int group, String creator) {
        this.data = data;
        this.group = group;
        this.block = block(data, group, creator);
    }

    private static int block(DataSet data, int group, String creator) {
        for (int b = USUAL_BLOCK; b <= 0xff; b++) {
            if (data.string(group << 16 | b, "").startsWith(creator)) {
                return b;
            }
        }
        return USUAL_BLOCK;
    }

    /// The tag of an element.
    ///
    /// @param element its low byte
    int tag(int element) {
        return group << 16 | block << 8 | element;
    }

    /// Its bytes, if it has any.
    Optional<byte[]> bytes(int element) {
        return data.bytes(tag(element)).filter(m -> m.byteSize() > 0).map(m -> m.toArray(ValueLayout.JAVA_BYTE));
    }

    /// Its value as text.
    Optional<String> text(int element) {
        return bytes(element).map(b -> new String(b, StandardCharsets.ISO_8859_1).strip());
    }

    /// Its unsigned 16-bit number, also where its VR was lost.
    int unsigned(int element) {
        Optional<MemorySegment> raw = data.bytes(tag(element)).filter(m -> m.byteSize() == 2);
        return raw.map(m -> m.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(order(element)), 0) & 0xffff).orElse(0);
    }

    /// Its double precision numbers, also where their VR was lost.
    double[] doubles(int element) {
        MemorySegment m = data.bytes(tag(element)).orElse(MemorySegment.NULL);
        double[] out = new double[m.byteSize() % Double.BYTES == 0 ? (int) (m.byteSize() / Double.BYTES) : 0];
        for (int i = 0; i < out.length; i++) {
            out[i] = m.get(ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(order(element)), (long) i * Double.BYTES);
        }
        return out;
    }

    private ByteOrder order(int element) {
        return data.get(tag(element)).orElseThrow() instanceof Element.Value v && v.bigEndian() && v.vr() != Vr.UN
                ? ByteOrder.BIG_ENDIAN
                : ByteOrder.LITTLE_ENDIAN;
    }
}
