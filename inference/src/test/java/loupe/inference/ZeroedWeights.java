package loupe.inference;

/// Wipes the weights of an ONNX file, leaving its structure as it is.
public final class ZeroedWeights {
    private final byte[] bytes;

    private ZeroedWeights(byte[] bytes) {
        this.bytes = bytes;
    }

    /// The file with its weights wiped.
    public static byte[] of(byte[] model) {
        ZeroedWeights z = new ZeroedWeights(model.clone());
        z.message(0, model.length, 0);
        return z.bytes;
    }

    /// Depth 0 is the model, 1 its graph (field 7), 2 an initializer (field 5) of float32 whose raw data is field 9.
    private void message(int from, int to, int depth) {
        int at = from;
        while (at < to) {
            long[] key = varint(at);
            at = (int) key[1];
            int field = (int) (key[0] >>> 3);
            if ((key[0] & 7) == 0) {
                at = (int) varint(at)[1];
                continue;
            }
            long[] length = varint(at);
            at = (int) length[1];
            int end = at + (int) length[0];
            if (depth == 0 && field == 7 || depth == 1 && field == 5) {
                message(at, end, depth + 1);
            } else if (depth == 2 && field == 9 && length[0] >= 256) {
                java.util.Arrays.fill(bytes, at, end, (byte) 0);
            }
            at = end;
        }
    }

    private long[] varint(int at) {
        long value = 0;
        int i = at;
        for (int shift = 0; ; shift += 7) {
            byte b = bytes[i++];
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return new long[] {value, i};
            }
        }
    }
}
