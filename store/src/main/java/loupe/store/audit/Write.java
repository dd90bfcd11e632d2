package loupe.store.audit;

import loupe.store.db.RowId;
import loupe.store.db.SealedRow;
import loupe.store.db.SealedRow.Area;
import loupe.store.db.KeysDb.WrappedKey;

/// What a log record says of one row written with it, so that no row can be put back, left out or slipped in.
///
/// @param area what kind of row
/// @param id its random name
/// @param scope study or site it belongs to
/// @param version its version
/// @param digest SHA-256 of the sealed row
@SuppressWarnings("ArrayRecordComponent")
public record Write(Area area, RowId id, RowId scope, int version, byte[] digest) {
    /// Bytes of one in a log record.
    static final int SIZE = 1 + 16 + 16 + 4 + 32;

    /// What is said of a sealed row.
    public static Write of(SealedRow row) {
        return new Write(row.area(), row.id(), row.scope(), row.version(), row.digest());
    }

    /// What is said of a wrapped key.
    public static Write of(WrappedKey key) {
        return new Write(Area.KEY, key.id(), RowId.NONE, 1, key.digest());
    }
}
