package loupe.inference.engine;

import java.nio.charset.StandardCharsets;

/// A bounded reader of protobuf's wire format over a part of a byte array.
final class Protobuf {
    private final byte[] bytes;
    private int at;
    private final int end;
    private int field;
    private int wire;
    private long number;
    private int from;
    private int to;

    Protobuf(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private Protobuf(byte[] bytes, int at, int end) {
        this.bytes = bytes;
        this.at = at;
        this.end = end;
    }

    /// Goes to the next field; false at the end.
    boolean next() throws ModelException {
        if (at >= end) {
            return false;
        }
        long key = varint();
        field = (int) (key >>> 3);
        wire = (int) (key & 7);
        switch (wire) {
            case 0 -> number = varint();
            case 1 -> skip(8);
            case 2 -> {
                long length = varint();
                if (length < 0 || length > end - at) {
                    throw broken();
                }
                from = at;
                to = at + (int) length;
                at = to;
            }
            case 5 -> skip(4);
            default -> throw broken();
        }
        if (field == 0) {
            throw broken();
        }
        return true;
    }

    private void skip(int count) throws ModelException {
        if (count > end - at) {
            throw broken();
        }
        at += count;
    }

    private long varint() throws ModelException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at >= end) {
                throw broken();
            }
            byte b = bytes[at++];
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw broken();
    }

    static ModelException broken() {
        return new ModelException("the model file is damaged or is no ONNX model; fetch it again");
    }

    int field() {
        return field;
    }

    /// Whether the field is a number.
    boolean isNumber() {
        return wire == 0;
    }

    /// Whether the field is a message, text or packed numbers.
    boolean isBytes() {
        return wire == 2;
    }

    long number() {
        return number;
    }

    String text() {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    Protobuf message() {
        return new Protobuf(bytes, from, to);
    }

    /// Numbers of a packed field.
    boolean hasMore() {
        return at < end;
    }

    long packed() throws ModelException {
        return varint();
    }
}
