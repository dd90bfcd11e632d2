package loupe.store.index;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;

/// Parts that follow each other as one run of bytes, zeros after the end. Safe for any thread while the parts do not change.
final class Gathered {
    private final List<MemorySegment> parts;
    /// Where each part begins.
    private final long[] starts;

    Gathered(List<MemorySegment> parts) {
        this.parts = List.copyOf(parts);
        this.starts = new long[parts.size()];
        long at = 0;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = at;
            at += parts.get(i).byteSize();
        }
    }

    /// Copies bytes from an offset on.
    ///
    /// @param length bytes of `out` to fill, from its first on
    void copy(long offset, byte[] out, int length) {
        int done = 0;
        for (int i = partAt(offset); i < starts.length && done < length; i++) {
            MemorySegment part = parts.get(i);
            long from = offset + done - starts[i];
            int n = (int) Math.min(length - done, part.byteSize() - from);
            if (n > 0) {
                MemorySegment.copy(part, ValueLayout.JAVA_BYTE, from, out, done, n);
                done += n;
            }
        }
        Arrays.fill(out, done, length, (byte) 0);
    }

    private int partAt(long offset) {
        int found = Arrays.binarySearch(starts, offset);
        return found >= 0 ? found : Math.max(0, -found - 2);
    }
}
