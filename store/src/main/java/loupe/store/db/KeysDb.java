package loupe.store.db;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import loupe.core.digest.Sha256;
import loupe.store.access.KeyDomain;
import loupe.store.fault.StoreException;

/// keys.db: accounts with their slots, wrapped data keys, blind indexes and wrong tries.
public final class KeysDb implements AutoCloseable {
    private static final long DAY_MILLIS = 86_400_000;

    private static final List<String> SCHEMA = List.of(
            "CREATE TABLE IF NOT EXISTS account(id BLOB PRIMARY KEY, tag BLOB NOT NULL, version INTEGER NOT NULL,"
                    + " body BLOB NOT NULL) STRICT",
            "CREATE TABLE IF NOT EXISTS wrapped_key(id BLOB PRIMARY KEY, domain INTEGER NOT NULL, wrapped BLOB NOT NULL) STRICT",
            "CREATE TABLE IF NOT EXISTS blind(tag BLOB PRIMARY KEY, id BLOB NOT NULL) STRICT",
            "CREATE TABLE IF NOT EXISTS wrong_try(n INTEGER PRIMARY KEY, utc INTEGER NOT NULL, tag BLOB NOT NULL) STRICT",
            "CREATE TABLE IF NOT EXISTS used_code(account BLOB PRIMARY KEY, step INTEGER NOT NULL) STRICT");

    private final Database db;

    private KeysDb(Database db) {
        this.db = db;
    }

    /// One wrapped key.
    ///
    /// @param id its random name
    /// @param domain family it is wrapped under
    /// @param wrapped its sealed form
    @SuppressWarnings("ArrayRecordComponent")
    public record WrappedKey(RowId id, KeyDomain domain, byte[] wrapped) {}

    /// One account's row.
    ///
    /// @param id its random name
    /// @param tag keyed hash of its name
    /// @param version counts its changes, from 1
    /// @param body its slot
    @SuppressWarnings("ArrayRecordComponent")
    public record AccountRow(RowId id, byte[] tag, int version, byte[] body) {
        /// SHA-256 of the whole row, which the log keeps.
        public byte[] digest() {
            return Sha256.of(
                    new ByteSink().id(id).bytes(tag).i32(version).bytes(body).toBytes());
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

    /// The database, for a migration.
    public Database database() {
        return db;
    }

    /// Runs work in one transaction.
    public void transaction(Database.Work work) throws StoreException {
        db.transaction(work);
    }

    /// Keeps an account, in place of its older version.
    public void putAccount(AccountRow a) throws StoreException {
        db.update(
                "INSERT OR REPLACE INTO account(id, tag, version, body) VALUES (?,?,?,?)",
                a.id().bytes(),
                a.tag(),
                a.version(),
                a.body());
    }

    /// Takes an account out.
    public void dropAccount(RowId id) throws StoreException {
        db.update("DELETE FROM account WHERE id=?", id.bytes());
    }

    /// All accounts; rows of a malformed name are left out.
    public List<AccountRow> accounts() throws StoreException {
        return db.query(
                        r -> new Object[] {Database.blob(r, 1), Database.blob(r, 2), r.getInt(3), Database.blob(r, 4)},
                        "SELECT id, tag, version, body FROM account ORDER BY id")
                .stream()
                .filter(o -> ((byte[]) o[0]).length == 16)
                .map(o -> new AccountRow(RowId.of((byte[]) o[0]), (byte[]) o[1], (Integer) o[2], (byte[]) o[3]))
                .toList();
    }

    /// Keeps a wrapped key, unless it is there.
    public void putKey(WrappedKey key) throws StoreException {
        db.update(
                "INSERT OR IGNORE INTO wrapped_key(id, domain, wrapped) VALUES (?,?,?)",
                key.id().bytes(),
                key.domain().code(),
                key.wrapped());
    }

    /// Keeps a wrapped key in place of its older form.
    public void replaceKey(WrappedKey key) throws StoreException {
        db.update(
                "INSERT OR REPLACE INTO wrapped_key(id, domain, wrapped) VALUES (?,?,?)",
                key.id().bytes(),
                key.domain().code(),
                key.wrapped());
    }

    /// One wrapped key.
    public Optional<WrappedKey> key(RowId id) throws StoreException {
        return db.query(
                        r -> key(id.bytes(), r.getInt(1), Database.blob(r, 2)),
                        "SELECT domain, wrapped FROM wrapped_key WHERE id=?",
                        id.bytes())
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<WrappedKey> key(byte[] id, int domain, byte[] wrapped) {
        boolean known = domain >= 1 && domain <= KeyDomain.values().length && id.length == 16;
        return known ? Optional.of(new WrappedKey(RowId.of(id), KeyDomain.of(domain), wrapped)) : Optional.empty();
    }

    /// All wrapped keys; malformed ones are left out.
    public List<WrappedKey> keys() throws StoreException {
        return db.query(
                        r -> key(Database.blob(r, 1), r.getInt(2), Database.blob(r, 3)),
                        "SELECT id, domain, wrapped FROM wrapped_key")
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /// All wrapped keys' names; names of a wrong length are left out.
    public List<RowId> keyIds() throws StoreException {
        return ids("SELECT id FROM wrapped_key");
    }

    /// Takes a wrapped key out.
    public void dropKey(RowId id) throws StoreException {
        db.update("DELETE FROM wrapped_key WHERE id=?", id.bytes());
    }

    /// Keeps a blind index entry, in place of an older one.
    public void putBlind(Blind b) throws StoreException {
        db.update("INSERT OR REPLACE INTO blind(tag, id) VALUES (?,?)", b.tag(), b.id().bytes());
    }

    /// What a blind tag stands for.
    public Optional<RowId> blind(byte[] tag) throws StoreException {
        return ids("SELECT id FROM blind WHERE tag=?", tag).stream().findFirst();
    }

    /// Takes out what names a row.
    public void dropBlind(RowId id) throws StoreException {
        db.update("DELETE FROM blind WHERE id=?", id.bytes());
    }

    private List<RowId> ids(String sql, Object... values) throws StoreException {
        return db.query(r -> Database.blob(r, 1), sql, values).stream()
                .filter(b -> b.length == 16)
                .map(RowId::of)
                .toList();
    }

    /// Notes a wrong try.
    public void wrongTry(WrongTry t) throws StoreException {
        db.update("INSERT INTO wrong_try(utc, tag) VALUES (?,?)", t.utcMillis(), t.stored());
    }

    /// Wrong tries, oldest first.
    public List<WrongTry> wrongTries() throws StoreException {
        return db.query(r -> WrongTry.of(r.getLong(1), Database.blob(r, 2)), "SELECT utc, tag FROM wrong_try ORDER BY n");
    }

    /// Forgets the wrong tries at an account that came in now, and keeps those at others as told for a day.
    ///
    /// @param tag the account's
    /// @param utcMillis now
    public void settleWrongTries(byte[] tag, long utcMillis) throws StoreException {
        transaction(() -> {
            List<WrongTry> all = wrongTries();
            db.update("DELETE FROM wrong_try");
            for (WrongTry t : all) {
                if (!t.isAt(tag) && utcMillis - t.utcMillis() < DAY_MILLIS) {
                    wrongTry(t.told());
                }
            }
        });
    }

    /// The time step of the last one-time code an account used; -1 where none.
    public long usedCode(RowId account) throws StoreException {
        return db.query(r -> r.getLong(1), "SELECT step FROM used_code WHERE account=?", account.bytes()).stream()
                .findFirst()
                .orElse(-1L);
    }

    /// Remembers the time step of a one-time code, so that it works once.
    public void useCode(RowId account, long step) throws StoreException {
        db.update("INSERT OR REPLACE INTO used_code(account, step) VALUES (?,?)", account.bytes(), step);
    }

    @Override
    public void close() throws StoreException {
        db.close();
    }
}
