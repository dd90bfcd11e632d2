package loupe.store.audit;

import com.google.crypto.tink.subtle.Ed25519Sign;
import com.google.crypto.tink.subtle.Ed25519Verify;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import loupe.store.db.RowId;
import loupe.store.keys.KeyRing;

/// A signed statement that the log had a size and a root at a time: five lines of text, an empty line, the signature.
///
/// @param store the log's random name
/// @param size records covered
/// @param root root of their tree
/// @param utcMillis time of signing
@SuppressWarnings("ArrayRecordComponent")
record Checkpoint(RowId store, long size, byte[] root, long utcMillis) {
    private static final String TITLE = "loupe log checkpoint 1";

    private byte[] text() {
        return String.join(
                        "\n",
                        TITLE,
                        store.hex(),
                        Long.toString(size),
                        HexFormat.of().formatHex(root),
                        Long.toString(utcMillis),
                        "",
                        "")
                .getBytes(StandardCharsets.US_ASCII);
    }

    byte[] sign(KeyRing keys) {
        try {
            byte[] text = text();
            byte[] signature = new Ed25519Sign(keys.signing().getPrivateKey()).sign(text);
            byte[] tail = (HexFormat.of().formatHex(signature) + "\n").getBytes(StandardCharsets.US_ASCII);
            byte[] note = Arrays.copyOf(text, text.length + tail.length);
            System.arraycopy(tail, 0, note, text.length, tail.length);
            return note;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing failed", e);
        }
    }

    /// The checkpoint of a note; empty unless every byte is as this store's key signed it.
    static Optional<Checkpoint> of(byte[] note, KeyRing keys) {
        try {
            String[] lines = new String(note, StandardCharsets.ISO_8859_1).split("\n", -1);
            if (lines.length != 8 || !lines[0].equals(TITLE) || !lines[5].isEmpty() || !lines[7].isEmpty()) {
                return Optional.empty();
            }
            HexFormat hex = HexFormat.of();
            Checkpoint c = new Checkpoint(
                    RowId.ofHex(lines[1]), Long.parseLong(lines[2]), hex.parseHex(lines[3]), Long.parseLong(lines[4]));
            new Ed25519Verify(keys.signing().getPublicKey()).verify(hex.parseHex(lines[6]), c.text());
            boolean exact = Arrays.equals(c.text(), Arrays.copyOf(note, c.text().length))
                    && lines[6].equals(hex.formatHex(hex.parseHex(lines[6])))
                    && c.store.equals(keys.store());
            return exact ? Optional.of(c) : Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
