package loupe.store.db;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import loupe.store.fault.StoreException;

/// Compresses a value where that helps and pads its size, before it is sealed, so that sizes tell little.
///
/// Sizes are padded as Padmé does (Nikitin et al., PETS 2019, algorithm 1): at most 12 % more, log log n bits leak.
public final class Packed {
    static final int HEAD = 9;
    static final int SMALLEST = 64;

    private Packed() {}

    /// Packs a value.
    public static byte[] pack(byte[] plain) {
        Packer once = new Packer();
        try {
            return once.pack(plain);
        } finally {
            once.end();
        }
    }

    static byte[] packed(byte[] plain, byte[] deflated) {
        boolean smaller = deflated.length < plain.length;
        byte[] body = smaller ? deflated : plain;
        byte[] head = new ByteSink().u8(smaller ? 1 : 0).i32(plain.length).i32(body.length).toBytes();
        byte[] out = new byte[Math.toIntExact(paddedSize(HEAD + (long) body.length))];
        System.arraycopy(head, 0, out, 0, HEAD);
        System.arraycopy(body, 0, out, HEAD, body.length);
        return out;
    }

    /// The size a value is padded to.
    public static long paddedSize(long size) {
        if (size <= SMALLEST) {
            return SMALLEST;
        }
        int exponent = 63 - Long.numberOfLeadingZeros(size);
        int bits = 32 - Integer.numberOfLeadingZeros(exponent);
        long mask = (1L << (exponent - bits)) - 1;
        return (size + mask) & ~mask;
    }

    /// Unpacks a value.
    public static byte[] unpack(byte[] packed) throws StoreException {
        ByteSource in = new ByteSource(packed);
        boolean deflated = in.u8() == 1;
        int length = in.i32();
        byte[] body = in.bytes();
        if (!deflated) {
            return body;
        }
        return inflate(body, length);
    }

    private static byte[] inflate(byte[] body, int length) throws StoreException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(body);
            byte[] out = new byte[length];
            int n = 0;
            while (n < length) {
                int got = inflater.inflate(out, n, length - n);
                if (got == 0) {
                    throw damaged();
                }
                n += got;
            }
            return out;
        } catch (DataFormatException e) {
            throw damaged();
        } finally {
            inflater.end();
        }
    }

    private static StoreException damaged() {
        return new StoreException(
                StoreException.Kind.TAMPERED, "A stored value does not unpack; run the verification and restore a backup.");
    }
}
