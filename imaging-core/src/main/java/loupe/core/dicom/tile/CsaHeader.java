package loupe.core.dicom.tile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The values of a Siemens CSA header, formats 1 and 2 (as nibabel's documentation of it describes). What does not hold
/// together ends the reading; what was read before it counts.
final class CsaHeader {
    private static final int MOST_TAGS = 1024;
    private static final int MOST_ITEMS = 4096;
    private static final int NAME = 64;
    private static final int TAG_BYTES = 84;
    private static final int ITEM_BYTES = 16;
    private static final byte[] SECOND = "SV10".getBytes(StandardCharsets.US_ASCII);

    private final Map<String, List<String>> values = new HashMap<>();
    private final ByteBuffer in;
    private final boolean second;
    private int itemsOfFirst;

    private CsaHeader(byte[] bytes) {
        this.in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.second = bytes.length > 4 && Arrays.equals(Arrays.copyOf(bytes, 4), SECOND);
    }

    static CsaHeader of(byte[] bytes) {
        CsaHeader h = new CsaHeader(bytes);
        h.read();
        return h;
    }

    /// The values of a name that are not blank.
    List<String> strings(String name) {
        return values.getOrDefault(name, List.of());
    }

    /// The numbers of a name; none where one of them is no number.
    double[] numbers(String name) {
        try {
            return strings(name).stream().mapToDouble(Double::parseDouble).filter(Double::isFinite).toArray();
        } catch (NumberFormatException e) {
            return new double[0];
        }
    }

    private void read() {
        int start = second ? 8 : 0;
        if (in.capacity() < start + 8) {
            return;
        }
        int tags = in.getInt(start);
        in.position(start + 8);
        for (int t = 0; t < tags && tags <= MOST_TAGS && in.remaining() >= TAG_BYTES; t++) {
            int at = in.position();
            String name = text(at, NAME);
            int items = in.getInt(at + 76);
            itemsOfFirst = t == 0 ? items : itemsOfFirst;
            in.position(at + TAG_BYTES);
            if (items < 0 || items > MOST_ITEMS || !items(name, items)) {
                return;
            }
        }
    }

    /// Reads the items of one name; false where they do not fit.
    private boolean items(String name, int items) {
        List<String> out = new ArrayList<>();
        for (int i = 0; i < items; i++) {
            int at = in.position();
            if (in.remaining() < ITEM_BYTES) {
                return false;
            }
            int length = second ? in.getInt(at + 4) : in.getInt(at) - itemsOfFirst;
            if (length < 0 || length > in.remaining() - ITEM_BYTES) {
                return false;
            }
            int padded = Math.min((length + 3) / 4 * 4, in.remaining() - ITEM_BYTES);
            String value = text(at + ITEM_BYTES, length);
            if (!value.isEmpty()) {
                out.add(value);
            }
            in.position(at + ITEM_BYTES + padded);
        }
        values.put(name, out);
        return true;
    }

    private String text(int at, int length) {
        int end = at;
        while (end < at + length && in.get(end) != 0) {
            end++;
        }
        return new String(in.array(), at, end - at, StandardCharsets.ISO_8859_1).strip();
    }
}
