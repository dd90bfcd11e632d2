package loupe.core.dicom;

import java.util.ArrayList;
import java.util.List;

/// Bytes whose number is not known beforehand, kept in pieces, so that growing never doubles what is held.
public final class GrowingBytes {
    private static final int PIECE = 1 << 20;

    private final List<byte[]> pieces = new ArrayList<>();
    private long size;
    private int inLast = PIECE;

    public long size() {
        return size;
    }

    public void add(byte[] bytes, int length) {
        int from = 0;
        while (from < length) {
            if (inLast == PIECE) {
                pieces.add(new byte[PIECE]);
                inLast = 0;
            }
            int n = Math.min(length - from, PIECE - inLast);
            System.arraycopy(bytes, from, pieces.getLast(), inLast, n);
            from += n;
            inLast += n;
            size += n;
        }
    }

    /// All in one array; the pieces are let go one by one.
    public byte[] toBytes() {
        byte[] all = new byte[Math.toIntExact(size)];
        int at = 0;
        for (int i = 0; i < pieces.size(); i++) {
            int n = Math.min(PIECE, all.length - at);
            System.arraycopy(pieces.get(i), 0, all, at, n);
            pieces.set(i, new byte[0]);
            at += n;
        }
        return all;
    }
}
