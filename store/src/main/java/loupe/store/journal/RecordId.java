package loupe.store.journal;

import java.util.HexFormat;

/// Random name of a stored record.
///
/// @param hex 32 lower-case hexadecimal digits
public record RecordId(String hex) {
    /// Checks the form.
    public RecordId {
        if (!hex.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException("a record id must be 32 hexadecimal digits");
        }
    }

    /// The id of 16 bytes.
    public static RecordId of(byte[] bytes) {
        return new RecordId(HexFormat.of().formatHex(bytes));
    }

    /// The 16 bytes.
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }
}
