package loupe.store.audit;

import loupe.core.digest.Sha256;
import loupe.store.db.KeysDb.AccountRow;
import loupe.store.db.RowId;
import loupe.store.db.SealedRow;
import loupe.store.db.SealedRow.Area;
import loupe.store.keys.DataKey;

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

    /// What is said of a data key: its commitment, so that wrapping it anew changes nothing.
    public static Write of(DataKey key) {
        return new Write(Area.KEY, key.id(), RowId.NONE, 1, digest(key));
    }

    static byte[] digest(DataKey key) {
        return Sha256.of(key.id().bytes(), key.commitment());
    }

    /// What is said of an account's row that is in force.
    public static Write of(AccountRow account) {
        return new Write(Area.ACCOUNT, account.id(), RowId.NONE, account.version(), account.digest());
    }

    /// What is said of an account's row that is about to be written.
    public static Write next(AccountRow account) {
        return new Write(Area.ACCOUNT_NEXT, account.id(), RowId.NONE, account.version(), account.digest());
    }

    /// What is said of an account that is about to go, or is gone.
    ///
    /// @param next whether it is about to go
    public static Write gone(RowId account, boolean next) {
        return new Write(next ? Area.ACCOUNT_NEXT : Area.ACCOUNT, account, RowId.NONE, 0, new byte[32]);
    }

    /// Whether it says that an account is gone.
    boolean isGone() {
        return version == 0;
    }
}
