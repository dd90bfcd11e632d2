package loupe.core.dicom.codec;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import loupe.core.image.Frame;

/// RLE Lossless (DICOM PS3.5 annex G): a frame's byte planes, most significant first, each row PackBits-coded.
final class RleEncoder {
    private static final int HEADER = 64;

    private RleEncoder() {}

    static byte[] encode(Frame frame) {
        int unit = frame.format().bytes();
        int step = unit * frame.samplesPerPixel();
        byte[] samples = frame.samples().toArray(ValueLayout.JAVA_BYTE);
        boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN).putInt(step);
        ByteArrayOutputStream body = new ByteArrayOutputStream(samples.length / 2 + HEADER);
        byte[] row = new byte[frame.columns()];
        for (int plane = 0; plane < step; plane++) {
            header.putInt(HEADER + body.size());
            int within = plane % unit;
            int first = plane / unit * unit + (little ? unit - 1 - within : within);
            for (int y = 0; y < frame.rows(); y++) {
                for (int x = 0; x < row.length; x++) {
                    row[x] = samples[(y * row.length + x) * step + first];
                }
                pack(row, body);
            }
            if ((body.size() & 1) == 1) {
                body.write(0);
            }
        }
        byte[] out = new byte[HEADER + body.size()];
        System.arraycopy(header.array(), 0, out, 0, HEADER);
        System.arraycopy(body.toByteArray(), 0, out, HEADER, body.size());
        return out;
    }

    /// Runs of three and more are replicated; what lies between goes out literally, at most 128 bytes at a time.
    private static void pack(byte[] row, ByteArrayOutputStream out) {
        int at = 0;
        int literal = 0;
        while (at < row.length) {
            int run = 1;
            while (at + run < row.length && run < 128 && row[at + run] == row[at]) {
                run++;
            }
            if (run < 3) {
                at += run;
                continue;
            }
            literal(row, literal, at, out);
            out.write(1 - run);
            out.write(row[at]);
            at += run;
            literal = at;
        }
        literal(row, literal, row.length, out);
    }

    private static void literal(byte[] row, int from, int to, ByteArrayOutputStream out) {
        for (int at = from; at < to; at += 128) {
            int n = Math.min(128, to - at);
            out.write(n - 1);
            out.write(row, at, n);
        }
    }
}
