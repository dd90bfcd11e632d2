package loupe.store.db;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import loupe.store.fault.StoreException;
import org.sqlite.SQLiteConfig;

/// One SQLite file under settings that are read back and refused where they differ. One thread at a time.
public final class Database implements AutoCloseable {
    /// Setting and value, as it is asked for and as it reads back.
    private static final Map<String, String> ASKED = Map.of(
            "synchronous", "2",
            "secure_delete", "1",
            "trusted_schema", "0",
            "cell_size_check", "1",
            "foreign_keys", "1",
            "mmap_size", "0",
            "temp_store", "2");

    private final Connection connection;
    /// Statements that change rows, parsed once; none of them calls another.
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    private Database(Connection connection) {
        this.connection = connection;
    }

    /// Work inside one transaction.
    public interface Work {
        /// Does it.
        void run() throws SQLException, StoreException;
    }

    /// Makes one value of a result row.
    ///
    /// @param <T> the value
    public interface RowReader<T> {
        /// Reads the row the result stands on.
        T read(ResultSet row) throws SQLException, StoreException;
    }

    /// Opens or makes a file.
    ///
    /// @param schema statements that make tables where they are missing
    /// @throws StoreException UNSAFE_SETTINGS where the engine does not take a setting
    public static Database open(Path file, List<String> schema) throws StoreException {
        Database db = null;
        try {
            db = new Database(connect(file));
            db.harden();
            for (String s : schema) {
                db.run(s);
            }
            return db;
        } catch (SQLException e) {
            if (db != null) {
                db.closeQuietly();
            }
            throw Sqlite.fault(e);
        } catch (StoreException e) {
            if (db != null) {
                db.closeQuietly();
            }
            throw e;
        }
    }

    /// Nobody asks for the row numbers of what was inserted.
    private static Connection connect(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setGetGeneratedKeys(false);
        return config.createConnection("jdbc:sqlite:" + file);
    }

    private void harden() throws SQLException, StoreException {
        if (!"wal".equalsIgnoreCase(pragma("journal_mode=WAL"))) {
            throw unsafe();
        }
        for (Map.Entry<String, String> p : ASKED.entrySet()) {
            run("PRAGMA " + p.getKey() + "=" + p.getValue());
        }
        for (Map.Entry<String, String> p : ASKED.entrySet()) {
            String got = pragma(p.getKey());
            // A build without memory mapping answers mmap_size with no row, which is as good as 0.
            if (!p.getValue().equals(got) && !(p.getKey().equals("mmap_size") && got.isEmpty())) {
                throw unsafe();
            }
        }
    }

    private static StoreException unsafe() {
        return new StoreException(
                StoreException.Kind.UNSAFE_SETTINGS,
                "The database engine did not accept a safety setting; reinstall the program.");
    }

    private String pragma(String text) throws SQLException {
        try (Statement s = connection.createStatement();
                ResultSet r = s.executeQuery("PRAGMA " + text)) {
            String v = r.next() ? r.getString(1) : null;
            return v == null ? "" : v;
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement s = connection.createStatement()) {
            s.execute(sql);
        }
    }

    /// Runs work in one transaction: all of it is on disk when this returns, or none.
    public void transaction(Work work) throws StoreException {
        try {
            connection.setAutoCommit(false);
            try {
                work.run();
                connection.commit();
            } catch (SQLException | StoreException | RuntimeException e) {
                rollback();
                throw e;
            }
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw Sqlite.fault(e);
        }
    }

    /// The engine has rolled back by itself after SQLITE_FULL; a second rollback, or the end of a transaction that is gone,
    /// then throws and means nothing, and must not hide what went wrong.
    private void rollback() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // The transaction is gone already.
        }
        try {
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            // So is its end.
        }
    }

    /// Changes rows.
    ///
    /// @param values byte[], Long or Integer
    public int update(String sql, Object... values) throws StoreException {
        try {
            PreparedStatement s = prepared.get(sql);
            if (s == null) {
                s = connection.prepareStatement(sql);
                prepared.put(sql, s);
            }
            bind(s, values);
            return s.executeUpdate();
        } catch (SQLException e) {
            throw Sqlite.fault(e);
        }
    }

    /// Reads rows.
    public <T> List<T> query(RowReader<T> reader, String sql, Object... values) throws StoreException {
        List<T> out = new ArrayList<>();
        each(r -> out.add(reader.read(r)), sql, values);
        return out;
    }

    /// Visits rows one after another, without keeping them.
    public void each(RowReader<?> visitor, String sql, Object... values) throws StoreException {
        try (PreparedStatement s = connection.prepareStatement(sql)) {
            bind(s, values);
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) {
                    visitor.read(r);
                }
            }
        } catch (SQLException e) {
            throw Sqlite.fault(e);
        }
    }

    private static void bind(PreparedStatement s, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            switch (values[i]) {
                case byte[] b -> s.setBytes(i + 1, b);
                case Long l -> s.setLong(i + 1, l);
                case Integer n -> s.setInt(i + 1, n);
                default -> throw new IllegalArgumentException("values must be bytes or whole numbers");
            }
        }
    }

    /// A blob column; empty where it is null or of another type.
    public static byte[] blob(ResultSet r, int column) throws SQLException {
        byte[] b = r.getBytes(column);
        return b == null ? new byte[0] : b;
    }

    /// The format number the file carries; 0 where none was set.
    public int format() throws StoreException {
        try {
            return Integer.parseInt(pragma("user_version"));
        } catch (SQLException e) {
            throw Sqlite.fault(e);
        }
    }

    /// Sets the format number; inside a transaction it stands or falls with it.
    ///
    /// @param format at least 1
    public void setFormat(int format) throws StoreException {
        try {
            run("PRAGMA user_version=" + format);
        } catch (SQLException e) {
            throw Sqlite.fault(e);
        }
    }

    /// Runs a statement that gives nothing back.
    public void execute(String sql) throws StoreException {
        try {
            run(sql);
        } catch (SQLException e) {
            throw Sqlite.fault(e);
        }
    }

    /// Writes a consistent copy into an empty or new file, while this one stays open.
    public void copyInto(Path file) throws StoreException {
        try (PreparedStatement s = connection.prepareStatement("VACUUM INTO ?")) {
            s.setString(1, file.toString());
            s.execute();
        } catch (SQLException e) {
            throw Sqlite.fault(e);
        }
    }

    /// Empties the write-ahead log into the file, so that nothing deleted stays in it.
    ///
    /// @throws StoreException IO where another reader kept that from being done
    public void flush() throws StoreException {
        try {
            if (!"0".equals(pragma("wal_checkpoint(TRUNCATE)"))) {
                throw new StoreException(
                        StoreException.Kind.IO, "The write-ahead log could not be emptied; close other programs and try again.");
            }
        } catch (SQLException e) {
            throw Sqlite.fault(e);
        }
    }

    /// What the engine's own check says; `ok` where it finds nothing.
    public String integrity() throws StoreException {
        try {
            return pragma("integrity_check");
        } catch (SQLException e) {
            throw Sqlite.fault(e);
        }
    }

    /// Empties the write-ahead log into the file and closes it.
    @Override
    public void close() throws StoreException {
        try {
            pragma("wal_checkpoint(TRUNCATE)");
            connection.close();
        } catch (SQLException e) {
            closeQuietly();
            throw Sqlite.fault(e);
        }
    }

    private void closeQuietly() {
        try {
            connection.close();
        } catch (SQLException e) {
            // The fault that led here is the one to tell.
            return;
        }
    }
}
