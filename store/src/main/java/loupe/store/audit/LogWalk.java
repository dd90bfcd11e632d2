package loupe.store.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import loupe.store.db.Database;
import loupe.store.db.RecordsDb;
import loupe.store.fault.StoreException;
import loupe.store.fault.StoreException.Kind;
import loupe.store.keys.KeyRing;

/// Walks the whole log: every record opens, follows the one before, and agrees with every checkpoint and anchor.
public final class LogWalk {
    private final KeyRing keys;
    private final MerkleTree tree = new MerkleTree();
    private final Ledger ledger = new Ledger();
    private final List<VerifyReport.Fault> faults = new ArrayList<>();
    private final Map<Long, List<String>> claims = new HashMap<>();
    private final Map<String, byte[]> roots = new HashMap<>();
    private final Set<Long> checkpointSizes = new HashSet<>();
    private boolean rolledBack;
    private byte[] previous = new byte[32];
    private long lastUtcMillis;
    private long checkpoints;
    private long anchorCount;

    private LogWalk(KeyRing keys) {
        this.keys = keys;
    }

    /// Walks.
    public static LogWalk over(RecordsDb db, Anchors anchors, KeyRing keys) throws StoreException {
        LogWalk walk = new LogWalk(keys);
        for (byte[] note : db.checkpoints()) {
            walk.checkpoints++;
            walk.claim("checkpoint " + walk.checkpoints, note, true);
        }
        for (Map.Entry<String, byte[]> a : anchors.all().entrySet()) {
            walk.anchorCount++;
            walk.claim(a.getKey(), a.getValue(), false);
        }
        if (!anchors.deviceAnchorThere()) {
            walk.fault("anchor of this machine", "is missing");
        }
        walk.check();
        db.eachLog(0, Long.MAX_VALUE, r -> walk.record(r.getLong(1), Database.blob(r, 2)));
        walk.unmet();
        return walk;
    }

    private void claim(String place, byte[] note, boolean inDatabase) {
        Checkpoint c = Checkpoint.of(note, keys).orElse(null);
        if (c == null) {
            fault(place, "is not what this store signed");
            return;
        }
        if (inDatabase) {
            checkpointSizes.add(c.size());
        } else if (!checkpointSizes.contains(c.size())) {
            fault(place, "has no checkpoint in the log");
        }
        claims.computeIfAbsent(c.size(), s -> new ArrayList<>()).add(place);
        roots.put(place, c.root());
    }

    private boolean record(long seq, byte[] bytes) {
        String place = "log " + tree.size();
        try {
            LogRecord r = LogRecord.of(bytes);
            r.open(keys.log());
            if (seq != tree.size() || r.seq() != seq) {
                fault(place, "is out of sequence");
            }
            if (!Arrays.equals(r.previous(), previous)) {
                fault(place, "does not follow the record before it");
            }
            ledger.add(r.writes());
            lastUtcMillis = r.utcMillis();
        } catch (StoreException e) {
            fault(place, "does not open");
        }
        byte[] leaf = MerkleTree.leaf(bytes);
        tree.add(leaf);
        previous = leaf;
        check();
        return true;
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

    /// Refuses a log with a fault.
    public LogWalk requireIntact() throws StoreException {
        if (rolledBack) {
            throw new StoreException(
                    Kind.ROLLED_BACK, "The store is older than, or differs from, its last anchor; restore the newest backup.");
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
        return List.copyOf(faults);
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

    long lastUtcMillis() {
        return lastUtcMillis;
    }
}
