package loupe.exchange.dimse.pdu;

import java.nio.charset.StandardCharsets;

/// Goes through the bytes of a unit; every length is held against what is left before it is used.
final class PduCursor {
    private final byte[] bytes;
    private final int end;
    private int at;

    PduCursor(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    boolean more() {
        return at < end;
    }

    int left() {
        return end - at;
    }

    long number(int size) throws PduException {
        need(size);
        long n = 0;
        for (int i = 0; i < size; i++) {
            n = n << 8 | bytes[at++] & 0xff;
        }
        return n;
    }

    int octet() throws PduException {
        return (int) number(1);
    }

    void skip(int size) throws PduException {
        need(size);
        at += size;
    }

    /// Text without the spaces and zeros around it.
    String text(int size) throws PduException {
        need(size);
        String s = new String(bytes, at, size, StandardCharsets.ISO_8859_1);
        at += size;
        return s.replace('\0', ' ').strip();
    }

    String rest() throws PduException {
        return text(left());
    }

    /// The next bytes as a cursor of their own.
    PduCursor part(int size) throws PduException {
        need(size);
        PduCursor part = new PduCursor(bytes, at, at + size);
        at += size;
        return part;
    }

    private void need(int size) throws PduException {
        if (size > end - at) {
            throw new PduException("a length goes beyond the end of its PDU");
        }
    }
}
