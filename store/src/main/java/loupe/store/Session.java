package loupe.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loupe.store.audit.Anchors;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.AuditLog;
import loupe.store.audit.LogWalk;
import loupe.store.audit.Outcome;
import loupe.store.audit.Write;
import loupe.store.db.KeysDb.Blind;
import loupe.store.db.KeysDb.WrappedKey;
import loupe.store.db.RowId;
import loupe.store.db.SealedRow;
import loupe.store.db.SealedRow.Area;
import loupe.store.fault.StoreException;
import loupe.store.fault.StoreException.Kind;
import loupe.store.index.InstanceRow;
import loupe.store.index.RowSealer;
import loupe.store.index.SummaryCoding;
import loupe.store.keys.DataKey;
import loupe.store.keys.KeyRing;

/// An unlocked store: keys, log and study list. One thread at a time, but for [#key] and [#requireAlive].
final class Session {
    private final Disk disk;
    private final StoreSettings settings;
    private final KeyRing keys;
    private final Anchors anchors;
    private final AuditLog log;
    private final RowSealer sealer;
    private final Catalogue catalogue = new Catalogue();
    private final RowId siteKey;
    private final Map<String, WrappedKey> pending = new HashMap<>();
    private final Set<RowId> inFlight = new HashSet<>();
    private long lastPosition;
    private volatile boolean alive = true;

    /// Everything written in one go.
    ///
    /// @param keys new wrapped keys
    /// @param blinds blind index entries
    /// @param rows sealed rows
    record Change(List<WrappedKey> keys, List<Blind> blinds, List<SealedRow> rows) {
        static Change none() {
            return new Change(List.of(), List.of(), List.of());
        }

        static Change of(SealedRow... rows) {
            return new Change(List.of(), List.of(), List.of(rows));
        }
    }

    /// Walks the log, refuses a store that is not what was written, and reads the study list.
    ///
    /// @param anchored whether the log must have been anchored before (all but a new one)
    Session(Disk disk, StoreSettings settings, KeyRing keys, boolean anchored) throws StoreException {
        this.disk = disk;
        this.settings = settings;
        this.keys = keys;
        this.anchors = new Anchors(disk.folder().anchors(), settings.deviceSecretFolder(), keys.store());
        LogWalk walk = LogWalk.over(disk.records(), anchors, keys);
        if (anchored) {
            walk.requireIntact();
        }
        RowId boot = RowId.random(settings.random());
        this.log = new AuditLog(disk.records(), keys, anchors, settings.clock(), boot, walk);
        this.sealer = new RowSealer(disk.objects());
        this.siteKey = named("key", "site");
        load();
    }

    private void load() throws StoreException {
        for (SealedRow r : rows(Area.STUDY, RowId.NONE)) {
            var summary = SummaryCoding.read(sealer.head(r, key(r.id())));
            catalogue.put(new Catalogue.Entry(r.id(), r.position(), r.version(), summary));
        }
        lastPosition = disk.records().lastPosition();
    }

    /// Takes away what a killed import left: objects and keys the log does not know.
    ///
    /// @return how many
    int sweep() throws StoreException {
        int swept = 0;
        for (Optional<RowId> o : disk.objects().list()) {
            if (o.isPresent() && !log.ledger().hasRow(o.get())) {
                disk.objects().drop(o.get());
                swept++;
            }
        }
        for (RowId id : disk.keys().keyIds()) {
            if (!log.ledger().hasKey(id)) {
                disk.keys().dropKey(id);
                swept++;
            }
        }
        return swept;
    }

    /// A name that follows from an identifier, for rows that must be found again without a list.
    RowId named(String label, String identifier) {
        return RowId.of(java.util.Arrays.copyOf(keys.blind(label, identifier), 16));
    }

    /// The key of a study or of the site; refused where it is not the one the log tells of.
    DataKey key(RowId id) throws StoreException {
        Optional<DataKey> known = keys.known(id);
        return known.isPresent() ? known.get() : keys.unwrap(wrapped(id));
    }

    WrappedKey wrapped(RowId id) throws StoreException {
        WrappedKey w = disk.keys().key(id).filter(log.ledger()::matches).orElse(null);
        if (w == null) {
            throw new StoreException(Kind.TAMPERED, "A key is missing or changed; restore the key database.");
        }
        return w;
    }

    /// The key as it stands on disk now, without trusting what was unwrapped before.
    DataKey freshKey(RowId id) throws StoreException {
        return keys.unwrapAgain(wrapped(id));
    }

    /// A scope's rows, refused where they are not what the log tells of.
    List<SealedRow> rows(Area area, RowId scope) throws StoreException {
        return log.ledger().require(area, scope, disk.records().rows(area, scope));
    }

    /// Where the next new row stands.
    RowSealer.Spot nextSpot(Area area, RowId id, RowId scope) {
        return new RowSealer.Spot(area, id, scope, ++lastPosition, 1);
    }

    /// Writes a change and its log entry: keys first (one the log does not know is swept), then rows and log in one transaction.
    void commit(AuditEntry entry, RowId study, Change change) throws StoreException {
        if (!change.keys.isEmpty() || !change.blinds.isEmpty()) {
            disk.keys().transaction(() -> {
                for (WrappedKey k : change.keys) {
                    disk.keys().putKey(k);
                }
                for (Blind b : change.blinds) {
                    disk.keys().putBlind(b);
                }
            });
        }
        List<Write> writes = new ArrayList<>();
        change.keys.forEach(k -> writes.add(Write.of(k)));
        change.rows.forEach(r -> writes.add(Write.of(r)));
        log.append(signed(entry), study, writes, () -> {
            for (SealedRow r : change.rows) {
                disk.records().put(r);
            }
        });
    }

    /// The key of a study that is not committed yet, the same for all imports on their way.
    WrappedKey pendingKey(String studyUid) {
        return pending.computeIfAbsent(studyUid, u -> keys.newKey(settings.random()));
    }

    /// Names of objects whose import is on its way.
    Set<RowId> inFlight() {
        return inFlight;
    }

    private AuditEntry signed(AuditEntry e) {
        return e.actor().isEmpty()
                ? new AuditEntry(e.event(), e.outcome(), settings.actor(), e.detail(), e.studyUid())
                : e;
    }

    /// An entry that changes nothing else.
    void note(AuditEvent event, Outcome outcome, String detail) throws StoreException {
        commit(new AuditEntry(event, outcome, "", detail, null), RowId.NONE, Change.none());
    }

    /// The row of an instance with a SOP Instance UID, if the store has it.
    Optional<RowId> instance(String sopInstanceUid) throws StoreException {
        return disk.keys().blind(sopTag(sopInstanceUid)).filter(log.ledger()::hasRow);
    }

    byte[] sopTag(String sopInstanceUid) {
        return keys.blind("sop instance", sopInstanceUid);
    }

    InstanceRow instanceRow(SealedRow row) throws StoreException {
        return InstanceRow.read(sealer.body(row, key(row.scope())));
    }

    /// Signs the log and overwrites the keys.
    void end(AuditEvent event) throws StoreException {
        try {
            note(event, Outcome.SUCCESS, "");
            log.checkpoint();
        } finally {
            clear();
        }
    }

    /// Overwrites the keys.
    void clear() {
        alive = false;
        keys.clear();
    }

    /// Refuses work after the keys are gone.
    void requireAlive() throws StoreException {
        if (!alive) {
            throw new StoreException(Kind.LOCKED, "The store is locked; unlock it with the passphrase.");
        }
    }

    Disk disk() {
        return disk;
    }

    StoreSettings settings() {
        return settings;
    }

    KeyRing keys() {
        return keys;
    }

    Anchors anchors() {
        return anchors;
    }

    AuditLog log() {
        return log;
    }

    RowSealer sealer() {
        return sealer;
    }

    Catalogue catalogue() {
        return catalogue;
    }

    RowId siteKey() {
        return siteKey;
    }
}
