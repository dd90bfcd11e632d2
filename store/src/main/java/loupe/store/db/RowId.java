package loupe.store.db;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// Random 128-bit name of a row, key or object.
///
/// @param high first eight bytes
/// @param low last eight bytes
public record RowId(long high, long low) {
    /// Stands where there is none.
    public static final RowId NONE = new RowId(0, 0);

    /// A new random name.
    public static RowId random(RandomGenerator random) {
        return new RowId(random.nextLong(), random.nextLong());
    }

    /// The name in 16 bytes.
    ///
    /// @throws IllegalArgumentException for another length
    public static RowId of(byte[] bytes) {
        if (bytes.length != 16) {
            throw new IllegalArgumentException("a row id must have 16 bytes, had " + bytes.length);
        }
        ByteBuffer b = ByteBuffer.wrap(bytes);
        return new RowId(b.getLong(), b.getLong());
    }

    /// The name of 32 hexadecimal digits.
    public static RowId ofHex(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    /// 16 bytes.
    public byte[] bytes() {
        return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }

    /// 32 lower-case hexadecimal digits.
    public String hex() {
        return HexFormat.of().formatHex(bytes());
    }
}
