package loupe.store.audit;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import loupe.store.db.Database;
import loupe.store.db.RecordsDb;
import loupe.store.db.RowId;
import loupe.store.fault.StoreException;
import loupe.store.keys.KeyRing;

/// The log of an unlocked store: appends, checkpoints, reads. One thread at a time.
public final class AuditLog {
    private static final long EVENTS_A_CHECKPOINT = 256;
    private static final long MILLIS_A_CHECKPOINT = 60_000;

    private final RecordsDb db;
    private final KeyRing keys;
    private final Anchors anchors;
    private final Clock clock;
    private final RowId boot;
    private final MerkleTree tree;
    private final Ledger ledger;
    private byte[] previous;
    private long lastUtcMillis;
    private long checkpointSize;
    private long checkpointMillis;

    /// @param walk the walk over the log as it stands
    /// @param boot random name of this run of the program
    public AuditLog(RecordsDb db, KeyRing keys, Anchors anchors, Clock clock, RowId boot, LogWalk walk) {
        this.db = db;
        this.keys = keys;
        this.anchors = anchors;
        this.clock = clock;
        this.boot = boot;
        this.tree = walk.tree();
        this.ledger = walk.ledger();
        this.previous = walk.previous();
        this.lastUtcMillis = walk.lastUtcMillis();
        this.checkpointSize = tree.size();
        this.checkpointMillis = clock.millis();
    }

    /// What rows there must be.
    public Ledger ledger() {
        return ledger;
    }

    /// Writes an entry in one transaction with the rows it tells of.
    ///
    /// @param study random id of the study it concerns, or none
    /// @param writes what is said of the rows
    /// @param rows writes the rows themselves
    public void append(AuditEntry entry, RowId study, List<Write> writes, Database.Work rows) throws StoreException {
        long now = clock.millis();
        LogRecord.Context context =
                new LogRecord.Context(tree.size(), now, boot, now < lastUtcMillis, previous);
        LogRecord record = LogRecord.seal(context, entry, study, writes, keys.log());
        db.transaction(() -> {
            rows.run();
            db.appendLog(record.seq(), record.bytes());
        });
        previous = record.leaf();
        tree.add(previous);
        ledger.add(writes);
        lastUtcMillis = now;
        checkpointIfDue(now);
    }

    /// What was appended stands whether or not it could be signed at once; an unsigned tail is tried again with the next
    /// entry, and closing tells of a failure.
    private void checkpointIfDue(long now) {
        boolean due = tree.size() - checkpointSize >= EVENTS_A_CHECKPOINT
                || Math.abs(now - checkpointMillis) >= MILLIS_A_CHECKPOINT;
        if (!due) {
            return;
        }
        try {
            checkpoint();
        } catch (StoreException e) {
            // It stays due.
            return;
        }
    }

    /// Root over all records.
    public byte[] root() {
        return tree.root();
    }

    /// Signs the log as it stands, in the database and in the anchors.
    public void checkpoint() throws StoreException {
        Checkpoint c = new Checkpoint(keys.store(), tree.size(), tree.root(), clock.millis());
        byte[] note = c.sign(keys);
        db.transaction(() -> db.putCheckpoint(c.size(), note));
        anchors.write(c.size(), note);
        checkpointSize = c.size();
        checkpointMillis = c.utcMillis();
    }

    /// Entries, decrypted.
    ///
    /// @param studyUids names studies by their random id
    public List<LoggedEvent> events(long from, long most, Function<RowId, Optional<String>> studyUids)
            throws StoreException {
        List<LoggedEvent> out = new ArrayList<>();
        db.eachLog(from, most, row -> {
            LogRecord r = LogRecord.of(Database.blob(row, 2));
            String[] said = r.open(keys.log());
            return out.add(new LoggedEvent(
                    r.seq(),
                    Instant.ofEpochMilli(r.utcMillis()),
                    AuditEvent.of(r.event()),
                    Outcome.values()[r.outcome()],
                    said[0],
                    said[1],
                    r.study().equals(RowId.NONE) ? Optional.empty() : studyUids.apply(r.study())));
        });
        return out;
    }
}
