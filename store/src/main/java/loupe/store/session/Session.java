package loupe.store.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loupe.store.access.Account;
import loupe.store.access.KeyDomain;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.AuditLog;
import loupe.store.audit.Outcome;
import loupe.store.audit.Write;
import loupe.store.db.KeysDb.Blind;
import loupe.store.db.KeysDb.WrappedKey;
import loupe.store.db.RowId;
import loupe.store.db.SealedRow;
import loupe.store.db.SealedRow.Area;
import loupe.store.db.StudyKeys;
import loupe.store.fault.StoreException;
import loupe.store.fault.StoreException.Kind;
import loupe.store.index.InstanceRow;
import loupe.store.index.RowSealer;
import loupe.store.keys.DataKey;
import loupe.store.keys.KeyRing;
import loupe.store.keys.Signer;
import loupe.store.keys.Unlocking;
import loupe.store.setting.StoreSettings;
import org.jspecify.annotations.Nullable;

/// An unlocked store: one account's keys, the log and the study list. One thread at a time, but for [#key] and
/// [#requireAlive].
public final class Session {
    private final Disk disk;
    private final StoreSettings settings;
    private final Account account;
    private final Signer signer;
    private final AuditLog log;
    private final RowSealer sealer;
    private final Catalogue catalogue = new Catalogue();
    private final Gate gate;
    private final Watch watch;
    private final Set<String> reads = new HashSet<>();
    private final PendingStudies pending = new PendingStudies();
    private final Set<RowId> inFlight = new HashSet<>();
    private Optional<SiteIndex> site = Optional.empty();
    private volatile KeyRing keys;
    private long lastPosition;
    private volatile boolean alive = true;

    /// Everything written in one go.
    ///
    /// @param keys new wrapped keys
    /// @param blinds blind index entries
    /// @param rows sealed rows
    public record Change(List<WrappedKey> keys, List<Blind> blinds, List<SealedRow> rows) {
        public static Change none() {
            return new Change(List.of(), List.of(), List.of());
        }

        public static Change of(SealedRow... rows) {
            return new Change(List.of(), List.of(), List.of(rows));
        }
    }

    /// @param lastUtcMillis time of the log's last record
    public Session(Entry entry, long lastUtcMillis) {
        this.disk = entry.disk();
        this.settings = entry.settings();
        this.keys = entry.in().ring();
        this.account = entry.in().account();
        this.signer = entry.in().signer();
        this.log = entry.log();
        this.sealer = new RowSealer(disk.objects());
        this.gate = new Gate(this);
        this.watch = new Watch(lastUtcMillis);
    }

    /// The log in use, the keys and whose they are.
    ///
    /// @param disk open files
    /// @param settings how the store was opened
    /// @param in who works, with which keys
    /// @param log the log
    public record Entry(Disk disk, StoreSettings settings, Unlocking.Entered in, AuditLog log) {}

    /// Tells the log that the account came in, and of a clock that was set back meanwhile.
    public void opened(AuditEvent event) throws StoreException {
        Optional<String> jump = watch.clock(settings.clock().millis(), true);
        note(event, Outcome.SUCCESS, account.roles().toString());
        if (jump.isPresent()) {
            note(AuditEvent.CLOCK_SET_BACK, Outcome.SUCCESS, jump.get());
        }
    }

    /// Tells the log once a session that an account reads a study.
    ///
    /// @param what images or findings
    public void read(String studyUid, String what) throws StoreException {
        Optional<Catalogue.Entry> study = catalogue.of(studyUid);
        if (study.isPresent() && reads.add(what + " " + studyUid)) {
            commit(
                    AuditEntry.of(AuditEvent.STUDY_READ, what, studyUid), study.get().id(), Change.none());
        }
    }

    /// Reads the study list, where the account holds its keys.
    public void load() throws StoreException {
        lastPosition = disk.records().lastPosition();
        if (keys.holds(KeyDomain.IMAGES)) {
            StudyList.read(this).forEach(catalogue::put);
        }
    }

    /// A name that follows from an identifier, for rows that must be found again without a list.
    public RowId named(String label, String identifier) throws StoreException {
        return RowId.of(java.util.Arrays.copyOf(keys.blind(label, identifier), 16));
    }

    /// A data key; refused where it is not the one the log tells of, or where the account holds no key to it.
    public DataKey key(RowId id) throws StoreException {
        Optional<DataKey> known = keys.known(id);
        return known.isPresent() ? known.get() : vouched(keys.unwrap(wrapped(id)));
    }

    private DataKey vouched(DataKey key) throws StoreException {
        if (!log.ledger().matches(key)) {
            keys.forget(key.id());
            throw lost();
        }
        return key;
    }

    /// The key of its wrapped form; refused where it is not the one the log tells of. Safe for any thread.
    public DataKey vouched(@Nullable WrappedKey w) throws StoreException {
        if (w == null) {
            throw lost();
        }
        return vouched(keys.unwrap(w));
    }

    private static StoreException lost() {
        return new StoreException(Kind.TAMPERED, "A key is missing or changed; restore the key database.");
    }

    public WrappedKey wrapped(RowId id) throws StoreException {
        return disk.keys().key(id).orElseThrow(Session::lost);
    }

    /// The key as it stands on disk now, without trusting what was unwrapped before.
    public DataKey freshKey(RowId id) throws StoreException {
        return vouched(keys.unwrapAgain(wrapped(id)));
    }

    /// The key that seals what the log says of a study; empty where the study was erased.
    public Optional<DataKey> notes(RowId id) throws StoreException {
        return log.ledger().hasKey(id) || keys.known(id).isPresent() ? Optional.of(key(id)) : Optional.empty();
    }

    /// Name of the key a row is sealed with.
    public static RowId keyName(SealedRow row) {
        return switch (row.area()) {
            case STUDY, IDENTITY -> row.id();
            case RECORD -> StudyKeys.findings(row.scope());
            case INSTANCE, ATTACHED, SITE, KEY, ACCOUNT, ACCOUNT_NEXT -> row.scope();
        };
    }

    /// A scope's rows, refused where they are not what the log tells of.
    public List<SealedRow> rows(Area area, RowId scope) throws StoreException {
        return log.ledger().require(area, scope, disk.records().rows(area, scope));
    }

    /// Where the next new row stands.
    public RowSealer.Spot nextSpot(Area area, RowId id, RowId scope) {
        return new RowSealer.Spot(area, id, scope, ++lastPosition, 1);
    }

    /// Writes a change and its log entry: keys first (one the log does not know is swept), then rows and log in one transaction.
    public void commit(AuditEntry entry, RowId study, Change change) throws StoreException {
        if (!change.keys.isEmpty() || !change.blinds.isEmpty()) {
            disk.keys().transaction(() -> {
                for (WrappedKey k : change.keys) {
                    // In place of one that a commit which failed may have left.
                    disk.keys().replaceKey(k);
                }
                for (Blind b : change.blinds) {
                    disk.keys().putBlind(b);
                }
            });
        }
        List<Write> writes = new ArrayList<>();
        for (WrappedKey k : change.keys) {
            writes.add(Write.of(keys.unwrap(k)));
        }
        change.rows.forEach(r -> writes.add(Write.of(r)));
        Optional<DataKey> notes = study.equals(RowId.NONE) ? Optional.empty() : notes(StudyKeys.notes(study));
        log.append(new AuditLog.Matter(signed(entry), study, notes, writes), () -> {
            for (SealedRow r : change.rows) {
                disk.records().put(r);
            }
        });
        alert(entry.event());
    }

    private void alert(AuditEvent event) throws StoreException {
        long now = settings.clock().millis();
        List<String> unusual = new ArrayList<>();
        watch.saw(event, now, gate.policy()).ifPresent(unusual::add);
        watch.clock(now, false).ifPresent(unusual::add);
        for (String what : unusual) {
            AuditEntry entry = AuditEntry.of(AuditEvent.ALERT, what);
            log.append(new AuditLog.Matter(signed(entry), RowId.NONE, Optional.empty(), List.of()), () -> {});
        }
    }

    /// An entry that says how accounts are, or are to become.
    public void commit(AuditEntry entry, List<Write> accounts) throws StoreException {
        log.append(new AuditLog.Matter(signed(entry), RowId.NONE, Optional.empty(), accounts), () -> {});
    }

    /// An entry about a study whose detail is not to fall silent with it.
    public void commitOpenly(AuditEntry entry, RowId study, loupe.store.db.Database.Work rows) throws StoreException {
        log.append(new AuditLog.Matter(signed(entry), study, Optional.empty(), List.of()), rows);
    }

    /// Studies on their way.
    public PendingStudies pending() {
        return pending;
    }

    /// Names of objects whose import is on its way.
    public Set<RowId> inFlight() {
        return inFlight;
    }

    private AuditEntry signed(AuditEntry e) {
        return new AuditEntry(e.event(), e.outcome(), account.name(), e.detail(), e.studyUid());
    }

    /// An entry that changes nothing else.
    public void note(AuditEvent event, Outcome outcome, String detail) throws StoreException {
        commit(new AuditEntry(event, outcome, "", detail, null), RowId.NONE, Change.none());
    }

    /// The row of an instance with a SOP Instance UID, if the store has it.
    public Optional<RowId> instance(String sopInstanceUid) throws StoreException {
        return disk.keys().blind(sopTag(sopInstanceUid)).filter(log.ledger()::hasRow);
    }

    public byte[] sopTag(String sopInstanceUid) throws StoreException {
        return keys.blind("sop instance", sopInstanceUid);
    }

    /// Opens a row whose key is known; several threads may at once, while the turn is one's own.
    public InstanceRow instanceRow(SealedRow row, DataKey key) throws StoreException {
        return InstanceRow.read(sealer.body(row, key));
    }

    /// Signs the log and overwrites the keys.
    public void end(AuditEvent event) throws StoreException {
        try {
            note(event, Outcome.SUCCESS, "");
            log.checkpoint();
        } finally {
            clear();
        }
    }

    /// Overwrites the keys.
    public void clear() {
        alive = false;
        keys.clear();
        signer.clear();
    }

    /// Goes on with the keys of a new epoch; log and signature keys are the same in both.
    public void begin(KeyRing next) {
        keys = next;
        log.begin(next);
    }

    /// Refuses work after the keys are gone.
    public void requireAlive() throws StoreException {
        if (!alive) {
            throw new StoreException(Kind.LOCKED, "The store is locked; unlock it with the passphrase.");
        }
    }

    public Disk disk() {
        return disk;
    }

    public StoreSettings settings() {
        return settings;
    }

    public KeyRing keys() {
        return keys;
    }

    public Account account() {
        return account;
    }

    public Signer signer() {
        return signer;
    }

    public AuditLog log() {
        return log;
    }

    public RowSealer sealer() {
        return sealer;
    }

    /// The site's objects, where they were asked for already.
    public Optional<SiteIndex> site() {
        return site;
    }

    public void site(SiteIndex read) {
        site = Optional.of(read);
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    public Gate gate() {
        return gate;
    }

    /// Name of the site's key.
    public RowId siteKey() throws StoreException {
        return named("key", "site");
    }
}
