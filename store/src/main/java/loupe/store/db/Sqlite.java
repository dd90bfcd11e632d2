package loupe.store.db;

import java.sql.SQLException;
import loupe.store.fault.StoreException;
import loupe.store.fault.StoreException.Kind;

/// Turns the engine's result codes (sqlite.org/rescode.html) into the store's kinds.
final class Sqlite {
    private static final int READONLY = 8;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int CANT_OPEN = 14;
    private static final int NOT_A_DB = 26;
    private static final int BUSY = 5;

    private Sqlite() {}

    static StoreException fault(SQLException e) {
        return switch (e.getErrorCode() & 0xff) {
            case READONLY, CANT_OPEN ->
                new StoreException(Kind.READ_ONLY, "The store cannot be written; check the folder's permissions.", e);
            case FULL ->
                new StoreException(Kind.DISK_FULL, "The disk is full; free some space. Nothing saved was lost.", e);
            case CORRUPT, NOT_A_DB, 1 ->
                new StoreException(Kind.TAMPERED, "A database file is damaged; restore a backup.", e);
            case BUSY ->
                new StoreException(Kind.LOCKED_BY_OTHER, "Another program uses the store; close it and try again.", e);
            default -> new StoreException(Kind.IO, "The store could not be read or written; try again.", e);
        };
    }
}
