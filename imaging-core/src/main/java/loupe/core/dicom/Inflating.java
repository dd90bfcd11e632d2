package loupe.core.dicom;

import java.lang.foreign.MemorySegment;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Inflates a deflated data set (RFC 1951) under a cap on size and ratio.
final class Inflating {
    private Inflating() {}

    static MemorySegment inflate(MemorySegment bytes, long from, Limits limits) throws DicomException {
        long deflated = bytes.byteSize() - from;
        long cap = limits.inflated(deflated);
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(bytes.asSlice(from).asByteBuffer());
            GrowingBytes out = new GrowingBytes();
            byte[] chunk = new byte[1 << 16];
            while (!inflater.finished()) {
                int n = inflater.inflate(chunk);
                if (n == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    break;
                }
                if (out.size() + n > cap) {
                    throw new DicomException("the deflated data set grows beyond " + cap + " bytes", from);
                }
                out.add(chunk, n);
            }
            return MemorySegment.ofArray(out.toBytes()).asReadOnly();
        } catch (DataFormatException e) {
            throw new DicomException("the deflated data set is damaged", from + inflater.getBytesRead());
        } finally {
            inflater.end();
        }
    }
}
