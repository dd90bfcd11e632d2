package loupe.core.dicom.codec.jpeg;

import loupe.core.dicom.DicomException;

/// One Huffman table (ITU-T T.81 annex C): the code words of a DHT segment, looked up by their first bits.
public final class JpegHuffman {
    private static final int FAST = 9;

    /// For each nine bits: length and value of the code word they begin with; 0 where it is longer.
    private final short[] fast = new short[1 << FAST];

    private final int[] lastCode = new int[18];
    private final int[] offset = new int[17];
    private final byte[] values;

    /// @param counts number of code words of each length from 1 to 16
    /// @param values their values in rising order of code word
    /// @throws DicomException if the lengths give no code
    JpegHuffman(int[] counts, byte[] values) throws DicomException {
        this.values = values;
        int code = 0;
        int k = 0;
        for (int length = 1; length <= 16; length++) {
            offset[length] = k - code;
            for (int i = 0; i < counts[length - 1]; i++, k++, code++) {
                if (length <= FAST && code < 1 << length) {
                    java.util.Arrays.fill(
                            fast,
                            code << FAST - length,
                            code + 1 << FAST - length,
                            (short) (length << 8 | values[k] & 0xff));
                }
            }
            if (code > 1 << length) {
                throw JpegSegments.damaged("a Huffman table has too many code words");
            }
            lastCode[length] = counts[length - 1] == 0 ? -1 : code - 1;
            code <<= 1;
        }
    }

    /// Receives the tables of a DHT segment.
    @FunctionalInterface
    public interface Receiver {
        /// @param type 0 for DC and lossless, 1 for AC
        /// @param number 0 to 3
        void table(int type, int number, JpegHuffman table);
    }

    /// Reads the tables of a DHT segment (T.81 B.2.4.2).
    public static void read(JpegSegments s, Receiver receiver) throws DicomException {
        for (int at = 0; at < s.length(); ) {
            int head = s.u8(at++);
            int[] counts = new int[16];
            int sum = 0;
            for (int i = 0; i < 16; i++) {
                counts[i] = s.u8(at++);
                sum += counts[i];
            }
            byte[] values = new byte[sum];
            for (int i = 0; i < sum; i++) {
                values[i] = (byte) s.u8(at++);
            }
            receiver.table(head >> 4, head & 3, new JpegHuffman(counts, values));
        }
    }

    /// Takes one code word.
    public int next(JpegBits in) throws DicomException {
        int entry = fast[in.peek(16) >>> 16 - FAST];
        if (entry != 0) {
            in.skip(entry >>> 8);
            return entry & 0xff;
        }
        int all = in.peek(16);
        for (int length = FAST + 1; length <= 16; length++) {
            int code = all >>> 16 - length;
            if (lastCode[length] >= 0 && code <= lastCode[length] && code + offset[length] >= 0) {
                in.skip(length);
                return values[code + offset[length]] & 0xff;
            }
        }
        throw JpegSegments.damaged("a code word is in no Huffman table");
    }
}
