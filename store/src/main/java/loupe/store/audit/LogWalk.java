package loupe.store.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loupe.store.db.Database;
import loupe.store.db.RecordsDb;
import loupe.store.db.RowId;
import loupe.store.fault.StoreException;
import loupe.store.fault.StoreException.Kind;
import loupe.store.keys.DataKey;
import loupe.store.keys.KeyRing;

/// Walks the whole log: every record follows the one before, and agrees with every checkpoint and anchor.
///
/// A quick walk decrypts only what stands after the last signed checkpoint (the signature vouches for the rest); a full
/// one decrypts every record.
public final class LogWalk {
    private final KeyRing keys;
    private final Optional<NotesKeys> notes;
    private final MerkleTree tree = new MerkleTree();
    private final Ledger ledger = new Ledger();
    private final List<VerifyReport.Fault> faults = new ArrayList<>();
    private final List<VerifyReport.Fault> noteFaults = new ArrayList<>();
    private final Map<Long, List<String>> claims = new HashMap<>();
    private final Map<String, byte[]> roots = new HashMap<>();
    private final Set<Long> checkpointSizes = new HashSet<>();
    private final List<Long> damagedCheckpoints = new ArrayList<>();
    private final Map<Long, byte[]> orphans = new HashMap<>();
    private final List<String> damagedAnchors = new ArrayList<>();
    private boolean machineAnchorLost;
    private boolean rolledBack;
    private byte[] previous = new byte[32];
    private long signed;
    private long lastUtcMillis;
    private long checkpoints;
    private long anchorCount;

    /// Finds the key that seals what the log says of a study.
    public interface NotesKeys {
        /// The key of a name; empty where it was erased.
        Optional<DataKey> find(RowId key) throws StoreException;
    }

    private LogWalk(KeyRing keys, Optional<NotesKeys> notes) {
        this.keys = keys;
        this.notes = notes;
    }

    /// Walks, decrypting what no signature covers.
    public static LogWalk quick(RecordsDb db, Anchors anchors, KeyRing keys) throws StoreException {
        return new LogWalk(keys, Optional.empty()).walk(db, anchors);
    }

    /// Walks, decrypting everything.
    public static LogWalk full(RecordsDb db, Anchors anchors, KeyRing keys, NotesKeys notes) throws StoreException {
        return new LogWalk(keys, Optional.of(notes)).walk(db, anchors);
    }

    private LogWalk walk(RecordsDb db, Anchors anchors) throws StoreException {
        for (Map.Entry<Long, byte[]> note : db.checkpoints().entrySet()) {
            checkpoints++;
            claim("checkpoint " + checkpoints, note.getValue(), note.getKey());
        }
        for (Map.Entry<String, byte[]> a : anchors.all().entrySet()) {
            anchorCount++;
            claim(a.getKey(), a.getValue(), -1);
        }
        if (!anchors.machineAnchorThere()) {
            machineAnchorLost = true;
            noteFault(Anchors.MACHINE, "is missing");
        }
        check();
        db.eachLog(0, Long.MAX_VALUE, r -> record(r.getLong(1), Database.blob(r, 2)));
        unmet();
        return this;
    }

    /// @param row the size under which the database has it; -1 for an anchor
    private void claim(String place, byte[] note, long row) {
        Checkpoint c = Checkpoint.of(note, keys).orElse(null);
        if (c == null || row >= 0 && c.size() != row) {
            if (row >= 0) {
                damagedCheckpoints.add(row);
            } else if (place.equals(Anchors.MACHINE)) {
                machineAnchorLost = true;
            } else {
                damagedAnchors.add(place);
            }
            noteFault(place, "is not what this store signed");
            return;
        }
        if (row >= 0) {
            checkpointSizes.add(c.size());
        } else if (!checkpointSizes.contains(c.size())) {
            orphans.put(c.size(), note);
            noteFault(place, "has no checkpoint in the log");
        }
        signed = Math.max(signed, c.size());
        claims.computeIfAbsent(c.size(), s -> new ArrayList<>()).add(place);
        roots.put(place, c.root());
    }

    private boolean record(long seq, byte[] bytes) {
        String place = "log " + tree.size();
        try {
            LogRecord r = LogRecord.of(bytes);
            if (notes.isPresent() || tree.size() >= signed) {
                open(r);
            }
            if (seq != tree.size() || r.head().seq() != seq) {
                fault(place, "is out of sequence");
            }
            if (!Arrays.equals(r.head().previous(), previous)) {
                fault(place, "does not follow the record before it");
            }
            ledger.add(r.head().event(), r.head().study(), r.head().writes(), r.head().utcMillis());
            lastUtcMillis = r.head().utcMillis();
        } catch (StoreException e) {
            fault(place, "does not open");
        }
        byte[] leaf = MerkleTree.leaf(bytes);
        tree.add(leaf);
        previous = leaf;
        check();
        return true;
    }

    private void open(LogRecord r) throws StoreException {
        r.actor(keys.log());
        RowId key = r.head().detailKey();
        if (key.equals(RowId.NONE)) {
            r.detail(keys.log(), keys.log().id());
        } else if (notes.isPresent()) {
            Optional<DataKey> found = notes.get().find(key);
            if (found.isPresent()) {
                r.detail(found.get(), keys.log().id());
            }
        }
    }

    private void check() {
        List<String> here = claims.remove((long) tree.size());
        if (here == null) {
            return;
        }
        for (String place : here) {
            if (!Arrays.equals(roots.get(place), tree.root())) {
                rolledBack = true;
                fault(place, "tells of another history than the log's first " + tree.size() + " records");
            }
        }
    }

    private void unmet() {
        for (Map.Entry<Long, List<String>> e : claims.entrySet()) {
            for (String place : e.getValue()) {
                rolledBack = true;
                fault(place, "tells of " + e.getKey() + " records; the log has " + tree.size());
            }
        }
    }

    private void fault(String place, String what) {
        faults.add(new VerifyReport.Fault(place, what));
    }

    private void noteFault(String place, String what) {
        noteFaults.add(new VerifyReport.Fault(place, what));
    }

    /// Refuses a log with a fault. A damaged anchor in `anchors/` is no reason while this machine's own anchor vouches for
    /// the log; a damaged checkpoint or a lost anchor of this machine is, until it is repaired.
    public LogWalk requireIntact() throws StoreException {
        requireLog();
        if (machineAnchorLost || !damagedCheckpoints.isEmpty() || noteFaults.size() > damagedAnchors.size()) {
            throw new StoreException(
                    Kind.TAMPERED,
                    "A checkpoint or this machine's anchor is damaged (" + noteFaults.getFirst().place()
                            + "); run `loupe doctor`, which says what can be done.");
        }
        return this;
    }

    /// Refuses a log whose records are not what was written, whatever became of checkpoints and anchors.
    public LogWalk requireLog() throws StoreException {
        if (rolledBack) {
            throw new StoreException(
                    Kind.ROLLED_BACK,
                    "The store is older than, or differs from, its last anchor; restore the newest backup"
                            + " (`loupe doctor` says more).");
        }
        if (!faults.isEmpty()) {
            throw new StoreException(
                    Kind.TAMPERED,
                    "The log is not what was written (" + faults.getFirst().place() + "); restore a backup.");
        }
        return this;
    }

    /// What is wrong.
    public List<VerifyReport.Fault> faults() {
        List<VerifyReport.Fault> all = new ArrayList<>(faults);
        all.addAll(noteFaults);
        return all;
    }

    /// What is wrong with checkpoints and anchors, which can be repaired.
    public List<VerifyReport.Fault> noteFaults() {
        return List.copyOf(noteFaults);
    }

    /// What is wrong with the records themselves.
    public List<VerifyReport.Fault> logFaults() {
        return List.copyOf(faults);
    }

    /// Sizes under which the database has checkpoints this store never signed.
    public List<Long> damagedCheckpoints() {
        return List.copyOf(damagedCheckpoints);
    }

    /// Notes this store signed whose checkpoint is no longer in the database, by size.
    public Map<Long, byte[]> orphans() {
        return Map.copyOf(orphans);
    }

    /// Anchors in `anchors/` this store never signed, by their place.
    public List<String> damagedAnchors() {
        return List.copyOf(damagedAnchors);
    }

    /// What rows there must be.
    public Ledger ledger() {
        return ledger;
    }

    /// Checkpoints seen.
    public long checkpoints() {
        return checkpoints;
    }

    /// Anchors seen.
    public long anchors() {
        return anchorCount;
    }

    /// The tree over the log.
    public MerkleTree tree() {
        return tree;
    }

    byte[] previous() {
        return previous.clone();
    }

    /// Time of the last record, UTC milliseconds; 0 where there is none.
    public long lastUtcMillis() {
        return lastUtcMillis;
    }
}
