package loupe.store.db;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.store.db.SealedRow.Area;
import loupe.store.fault.StoreException;

/// records.db: sealed rows, the log and its checkpoints. Nothing in it can be read without keys.
public final class RecordsDb implements AutoCloseable {
    private static final List<String> SCHEMA = List.of(
            "CREATE TABLE IF NOT EXISTS sealed(position INTEGER PRIMARY KEY, area INTEGER NOT NULL, id BLOB NOT NULL UNIQUE,"
                    + " scope BLOB NOT NULL, version INTEGER NOT NULL, head BLOB NOT NULL, body BLOB NOT NULL) STRICT",
            "CREATE INDEX IF NOT EXISTS sealed_scope ON sealed(area, scope, position)",
            "CREATE TABLE IF NOT EXISTS log(seq INTEGER PRIMARY KEY, record BLOB NOT NULL) STRICT",
            "CREATE TABLE IF NOT EXISTS outbox(seq INTEGER PRIMARY KEY, root BLOB NOT NULL) STRICT",
            "CREATE TABLE IF NOT EXISTS checkpoint(size INTEGER PRIMARY KEY, note BLOB NOT NULL) STRICT");
    private static final String COLUMNS = "SELECT area, id, scope, position, version, head, body FROM sealed";

    private final Database db;

    private RecordsDb(Database db) {
        this.db = db;
    }

    /// Opens or makes the file.
    public static RecordsDb open(Path file) throws StoreException {
        return new RecordsDb(Database.open(file, SCHEMA));
    }

    /// Runs work in one transaction.
    public void transaction(Database.Work work) throws StoreException {
        db.transaction(work);
    }

    /// Inserts a row, or puts a later version in place of the one at its position (only study summaries change).
    public void put(SealedRow r) throws StoreException {
        if (r.version() > 1 && renew(r)) {
            return;
        }
        db.update(
                r.version() == 1
                        ? "INSERT INTO sealed(position, area, id, scope, version, head, body) VALUES (?,?,?,?,?,?,?)"
                        : "REPLACE INTO sealed(position, area, id, scope, version, head, body) VALUES (?,?,?,?,?,?,?)",
                r.position(),
                r.area().code(),
                r.id().bytes(),
                r.scope().bytes(),
                r.version(),
                r.head(),
                r.body());
    }

    /// Changes nothing an index stands on, and so half the pages of a replacement.
    private boolean renew(SealedRow r) throws StoreException {
        return db.update(
                        "UPDATE sealed SET version=?, head=?, body=? WHERE position=? AND id=? AND area=? AND scope=?",
                        r.version(),
                        r.head(),
                        r.body(),
                        r.position(),
                        r.id().bytes(),
                        r.area().code(),
                        r.scope().bytes())
                == 1;
    }

    /// One row.
    public Optional<SealedRow> row(RowId id) throws StoreException {
        return db.query(RecordsDb::read, COLUMNS + " WHERE id=?", id.bytes()).stream().findFirst();
    }

    /// A scope's rows of one area, in order.
    public List<SealedRow> rows(Area area, RowId scope) throws StoreException {
        return db.query(
                RecordsDb::read, COLUMNS + " WHERE area=? AND scope=? ORDER BY position", area.code(), scope.bytes());
    }

    /// Visits every row in order.
    public void eachRow(Database.RowReader<?> visitor) throws StoreException {
        db.each(visitor, COLUMNS + " NOT INDEXED ORDER BY position");
    }

    /// The highest position in use; 0 where there is no row.
    public long lastPosition() throws StoreException {
        return db.query(r -> r.getLong(1), "SELECT coalesce(max(position), 0) FROM sealed").getFirst();
    }

    /// The row a visitor stands on.
    public static SealedRow read(ResultSet r) throws SQLException, StoreException {
        byte[] id = Database.blob(r, 2);
        byte[] scope = Database.blob(r, 3);
        if (id.length != 16 || scope.length != 16) {
            throw damaged();
        }
        try {
            return new SealedRow(
                    Area.of(r.getInt(1)),
                    RowId.of(id),
                    RowId.of(scope),
                    r.getLong(4),
                    r.getInt(5),
                    Database.blob(r, 6),
                    Database.blob(r, 7));
        } catch (IllegalArgumentException e) {
            throw damaged();
        }
    }

    private static StoreException damaged() {
        return new StoreException(
                StoreException.Kind.TAMPERED, "A row of the store is damaged; run the verification and restore a backup.");
    }

    /// Appends a log record.
    public void appendLog(long seq, byte[] record) throws StoreException {
        db.update("INSERT INTO log(seq, record) VALUES (?,?)", seq, record);
    }

    /// Visits log records from a sequence on, at most so many; the visitor reads columns seq and record.
    public void eachLog(long from, long most, Database.RowReader<?> visitor) throws StoreException {
        db.each(visitor, "SELECT seq, record FROM log WHERE seq>=? ORDER BY seq LIMIT ?", from, most);
    }

    /// A log record that is to go to the collector.
    ///
    /// @param seq its position in the log
    /// @param root root of the tree with it
    @SuppressWarnings("ArrayRecordComponent")
    public record Outgoing(long seq, byte[] root) {}

    /// Keeps that a log record is to go out.
    public void putOutbox(long seq, byte[] root) throws StoreException {
        db.update("INSERT INTO outbox(seq, root) VALUES (?,?)", seq, root);
    }

    /// Records that are to go out, oldest first.
    ///
    /// @param most how many at most
    public List<Outgoing> outbox(long most) throws StoreException {
        return db.query(
                r -> new Outgoing(r.getLong(1), Database.blob(r, 2)), "SELECT seq, root FROM outbox ORDER BY seq LIMIT ?", most);
    }

    /// How many records are to go out.
    public long outboxSize() throws StoreException {
        return db.query(r -> r.getLong(1), "SELECT count(*) FROM outbox").getFirst();
    }

    /// Takes out what was delivered: all up to and with a record.
    public void dropOutbox(long seq) throws StoreException {
        db.update("DELETE FROM outbox WHERE seq<=?", seq);
    }

    /// Keeps a checkpoint's signed note.
    public void putCheckpoint(long size, byte[] note) throws StoreException {
        db.update("INSERT OR REPLACE INTO checkpoint(size, note) VALUES (?,?)", size, note);
    }

    /// All checkpoints' notes by the size they stand under, smallest tree first.
    public Map<Long, byte[]> checkpoints() throws StoreException {
        Map<Long, byte[]> out = new java.util.LinkedHashMap<>();
        db.each(r -> out.put(r.getLong(1), Database.blob(r, 2)), "SELECT size, note FROM checkpoint ORDER BY size");
        return out;
    }

    /// Takes a checkpoint out.
    public void dropCheckpoint(long size) throws StoreException {
        db.update("DELETE FROM checkpoint WHERE size=?", size);
    }

    /// Takes all rows of a study out, its line in the list included.
    public void dropStudy(RowId study) throws StoreException {
        db.update("DELETE FROM sealed WHERE scope=? OR id=?", study.bytes(), study.bytes());
    }

    /// The database, for backups and migrations.
    public Database database() {
        return db;
    }

    @Override
    public void close() throws StoreException {
        db.close();
    }
}
