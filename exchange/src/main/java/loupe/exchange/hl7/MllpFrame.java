package loupe.exchange.hl7;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/// Frames of the Minimal Lower Layer Protocol (HL7 Transport Specification, release 1): 0BH, a message, 1CH 0DH.
public final class MllpFrame {
    private static final int BEGIN = 0x0B;
    private static final int END = 0x1C;
    private static final int RETURN = 0x0D;
    /// What may stand between two frames, such as line ends that senders add.
    private static final int BETWEEN = 1024;

    private MllpFrame() {}

    /// A message in its frame.
    public static byte[] of(byte[] message) {
        byte[] out = new byte[message.length + 3];
        out[0] = BEGIN;
        System.arraycopy(message, 0, out, 1, message.length);
        out[out.length - 2] = END;
        out[out.length - 1] = RETURN;
        return out;
    }

    /// Reads the message of the next frame.
    ///
    /// @param most bytes it may have
    /// @throws MllpException if it is no frame, is too long, or the stream ends within it
    /// @throws IOException if the stream fails
    public static byte[] read(InputStream in, int most) throws IOException {
        for (int skipped = 0; ; skipped++) {
            int b = in.read();
            if (b == BEGIN) {
                break;
            }
            if (b < 0) {
                throw new MllpException("the connection ended without an answer");
            }
            if (skipped == BETWEEN) {
                throw new MllpException("no frame begins in what came");
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean ending = false;
        while (true) {
            int b = in.read();
            if (b < 0) {
                throw new MllpException("the connection ended within an answer");
            }
            if (ending && b == RETURN) {
                return out.toByteArray();
            }
            if (ending) {
                out.write(END);
            }
            ending = b == END;
            if (!ending) {
                out.write(b);
            }
            if (out.size() > most) {
                throw new MllpException("an answer is longer than " + most + " bytes");
            }
        }
    }
}
