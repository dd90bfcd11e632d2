package loupe.store.audit;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import loupe.store.audit.LogWalk.NotesKeys;
import loupe.store.db.Database;
import loupe.store.db.RecordsDb;
import loupe.store.db.RowId;
import loupe.store.fault.StoreException;
import loupe.store.keys.DataKey;
import loupe.store.keys.KeyRing;

/// The log of an unlocked store: appends, checkpoints, proofs, reads. One thread at a time.
public final class AuditLog {
    private static final long EVENTS_A_CHECKPOINT = 256;
    private static final long MILLIS_A_CHECKPOINT = 60_000;

    private final RecordsDb db;
    private KeyRing keys;
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

    /// Goes on with the keys of a new epoch, whose log and signature keys are the same.
    public void begin(KeyRing next) {
        keys = next;
    }

    /// Records so far.
    public long size() {
        return tree.size();
    }

    /// What an entry is about.
    ///
    /// @param entry what happened
    /// @param study random id of the study it concerns, or none
    /// @param notes that study's notes key, which then seals the detail
    /// @param writes what is said of the rows
    public record Matter(AuditEntry entry, RowId study, Optional<DataKey> notes, List<Write> writes) {}

    /// Writes an entry in one transaction with the rows it tells of.
    ///
    /// @param rows writes the rows themselves
    public void append(Matter m, Database.Work rows) throws StoreException {
        long now = clock.millis();
        LogRecord.Context context = new LogRecord.Context(tree.size(), now, boot, now < lastUtcMillis, previous);
        LogRecord record = LogRecord.seal(
                context, new LogRecord.Matter(m.entry, m.study, m.notes, m.writes), keys.log());
        byte[] leaf = record.leaf();
        db.transaction(() -> {
            rows.run();
            db.appendLog(record.head().seq(), record.bytes());
            if (ledger.forwarded()) {
                db.putOutbox(record.head().seq(), tree.rootWith(leaf));
            }
        });
        previous = leaf;
        tree.add(previous);
        ledger.add(m.entry.event().code(), m.study, m.writes, now);
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
        byte[] note = signed();
        db.transaction(() -> db.putCheckpoint(tree.size(), note));
        anchors.write(tree.size(), note);
        checkpointSize = tree.size();
        checkpointMillis = clock.millis();
    }

    private byte[] signed() {
        return new Checkpoint(keys.store(), tree.size(), tree.root(), clock.millis()).sign(keys);
    }

    /// Takes damaged checkpoints and anchors away, puts back what anchors still have, and signs the log anew.
    public void repair(LogWalk walk) throws StoreException {
        for (long size : walk.damagedCheckpoints()) {
            db.transaction(() -> db.dropCheckpoint(size));
        }
        for (var orphan : walk.orphans().entrySet()) {
            db.transaction(() -> db.putCheckpoint(orphan.getKey(), orphan.getValue()));
        }
        for (String place : walk.damagedAnchors()) {
            anchors.drop(place);
        }
        checkpoint();
    }

    /// A proof that a record is in the log, under a checkpoint signed now.
    ///
    /// @throws IndexOutOfBoundsException where there is no such record
    public LogProof prove(long seq) throws StoreException {
        List<byte[]> path = tree.inclusionProof(Math.toIntExact(seq));
        List<byte[]> records = new ArrayList<>();
        db.eachLog(seq, 1, row -> records.add(Database.blob(row, 2)));
        return new LogProof(seq, records.getFirst(), path, signed(), keys.signing().getPublicKey());
    }

    /// A proof that an older log is the beginning of this one, under a checkpoint signed now.
    ///
    /// @param oldSize records of the older log, at least 1
    /// @throws IndexOutOfBoundsException where the log is shorter
    public GrowthProof proveGrowth(long oldSize) {
        return new GrowthProof(
                oldSize,
                tree.consistencyProof(Math.toIntExact(oldSize)),
                signed(),
                keys.signing().getPublicKey());
    }

    /// Entries, decrypted.
    ///
    /// @param studyUids names studies by their random id
    public List<LoggedEvent> events(Range range, NotesKeys notes, Function<RowId, Optional<String>> studyUids)
            throws StoreException {
        List<LoggedEvent> out = new ArrayList<>();
        db.eachLog(range.from, range.most, row -> {
            LogRecord r = LogRecord.of(Database.blob(row, 2));
            return out.add(new LoggedEvent(
                    r.head().seq(),
                    Instant.ofEpochMilli(r.head().utcMillis()),
                    AuditEvent.of(r.head().event()),
                    Outcome.values()[r.head().outcome()],
                    r.actor(keys.log()),
                    detail(r, notes),
                    r.head().study().equals(RowId.NONE) ? Optional.empty() : studyUids.apply(r.head().study())));
        });
        return out;
    }

    /// Some records of the log.
    ///
    /// @param from first, from 0
    /// @param most how many at most
    public record Range(long from, long most) {}

    private String detail(LogRecord r, NotesKeys notes) throws StoreException {
        RowId name = r.head().detailKey();
        if (name.equals(RowId.NONE)) {
            return r.detail(keys.log(), keys.log().id());
        }
        Optional<DataKey> key = notes.find(name);
        return key.isPresent() ? r.detail(key.get(), keys.log().id()) : "(erased)";
    }
}
