package loupe.store.db;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import loupe.store.fault.StoreException;

/// keys.db: slots, wrapped data keys, blind indexes and wrong tries.
public final class KeysDb implements AutoCloseable {
    private static final List<String> SCHEMA = List.of(
            "CREATE TABLE IF NOT EXISTS slot(id INTEGER PRIMARY KEY, slot BLOB NOT NULL) STRICT",
            "CREATE TABLE IF NOT EXISTS data_key(id BLOB PRIMARY KEY, wrapped BLOB NOT NULL) STRICT",
            "CREATE TABLE IF NOT EXISTS blind(tag BLOB PRIMARY KEY, id BLOB NOT NULL) STRICT",
            "CREATE TABLE IF NOT EXISTS refused(n INTEGER PRIMARY KEY, utc INTEGER NOT NULL) STRICT");

    private final Database db;

    private KeysDb(Database db) {
        this.db = db;
    }

    /// One wrapped key.
    ///
    /// @param id its random name
    /// @param wrapped its sealed form
    @SuppressWarnings("ArrayRecordComponent")
    public record WrappedKey(RowId id, byte[] wrapped) {
        /// SHA-256 the log keeps.
        public byte[] digest() {
            return SealedRow.sha256(id.bytes(), wrapped);
        }
    }

    /// A blind index entry.
    ///
    /// @param tag keyed hash of an identifier
    /// @param id the row it stands for
    @SuppressWarnings("ArrayRecordComponent")
    public record Blind(byte[] tag, RowId id) {}

    /// Opens or makes the file.
    public static KeysDb open(Path file) throws StoreException {
        return new KeysDb(Database.open(file, SCHEMA));
    }

    /// Runs work in one transaction.
    public void transaction(Database.Work work) throws StoreException {
        db.transaction(work);
    }

    /// Keeps a slot.
    public void putSlot(int id, byte[] slot) throws StoreException {
        db.update("INSERT INTO slot(id, slot) VALUES (?,?)", id, slot);
    }

    /// All slots.
    public List<byte[]> slots() throws StoreException {
        return db.query(r -> Database.blob(r, 1), "SELECT slot FROM slot ORDER BY id");
    }

    /// Keeps a wrapped key, unless it is there.
    public void putKey(WrappedKey key) throws StoreException {
        db.update("INSERT OR IGNORE INTO data_key(id, wrapped) VALUES (?,?)", key.id().bytes(), key.wrapped());
    }

    /// One wrapped key.
    public Optional<WrappedKey> key(RowId id) throws StoreException {
        return db.query(r -> new WrappedKey(id, Database.blob(r, 1)), "SELECT wrapped FROM data_key WHERE id=?", id.bytes())
                .stream()
                .findFirst();
    }

    /// All wrapped keys' names; names of a wrong length are left out.
    public List<RowId> keyIds() throws StoreException {
        return ids("SELECT id FROM data_key");
    }

    /// Takes a wrapped key out.
    public void dropKey(RowId id) throws StoreException {
        db.update("DELETE FROM data_key WHERE id=?", id.bytes());
    }

    /// Keeps a blind index entry, in place of an older one.
    public void putBlind(Blind b) throws StoreException {
        db.update("INSERT OR REPLACE INTO blind(tag, id) VALUES (?,?)", b.tag(), b.id().bytes());
    }

    /// What a blind tag stands for.
    public Optional<RowId> blind(byte[] tag) throws StoreException {
        return ids("SELECT id FROM blind WHERE tag=?", tag).stream().findFirst();
    }

    private List<RowId> ids(String sql, Object... values) throws StoreException {
        return db.query(r -> Database.blob(r, 1), sql, values).stream()
                .filter(b -> b.length == 16)
                .map(RowId::of)
                .toList();
    }

    /// Notes a wrong try.
    public void refused(long utcMillis) throws StoreException {
        db.update("INSERT INTO refused(utc) VALUES (?)", utcMillis);
    }

    /// Times of the wrong tries since the last right one, oldest first, UTC milliseconds.
    public List<Long> refusals() throws StoreException {
        return db.query(r -> r.getLong(1), "SELECT utc FROM refused ORDER BY n");
    }

    /// Forgets the wrong tries.
    public void clearRefusals() throws StoreException {
        db.update("DELETE FROM refused");
    }

    @Override
    public void close() throws StoreException {
        db.close();
    }
}
