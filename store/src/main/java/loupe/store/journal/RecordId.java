package loupe.store.journal;

import java.util.HexFormat;

/// Random name of a stored record.
///
/// @param hex 32 lower-case hexadecimal digits
public record RecordId(String hex) {
    /// Checks the form.
    public RecordId {
        if (hex.length() != 32 || !hex.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
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
