package loupe.store.keys;

import loupe.store.db.ByteSink;
import loupe.store.db.RowId;

/// Where a sealed value stands; a value opens only at the place it was sealed for.
///
/// @param table table or kind of file
/// @param column column, or chunk
/// @param row row or object
/// @param scope study or site the row belongs to
/// @param position order within the table, or index of the chunk
/// @param version version of the row, or number of chunks
public record Place(String table, String column, RowId row, RowId scope, long position, long version) {
    private static final int FORMAT = 1;

    /// The additional authenticated bytes: the place, the key's id and epoch, the key's commitment, the format version.
    byte[] authenticated(RowId keyId, int epoch, byte[] commitment) {
        return new ByteSink()
                .u8(FORMAT)
                .text(table)
                .text(column)
                .id(row)
                .id(scope)
                .i64(position)
                .i64(version)
                .id(keyId)
                .i32(epoch)
                .bytes(commitment)
                .toBytes();
    }
}
