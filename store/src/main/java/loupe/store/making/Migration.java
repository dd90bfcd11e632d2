package loupe.store.making;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loupe.store.access.KeyDomain;
import loupe.store.access.Role;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.AuditLog;
import loupe.store.audit.LogWalk;
import loupe.store.audit.Write;
import loupe.store.db.ByteSource;
import loupe.store.db.KeysDb.AccountRow;
import loupe.store.db.KeysDb.WrappedKey;
import loupe.store.db.RowId;
import loupe.store.db.SealedRow;
import loupe.store.db.SealedRow.Area;
import loupe.store.db.StudyKeys;
import loupe.store.fault.StoreException;
import loupe.store.fault.StoreException.Kind;
import loupe.store.index.RowSealer;
import loupe.store.journal.RecordKind;
import loupe.store.keys.Credentials;
import loupe.store.keys.DataKey;
import loupe.store.keys.FirstFormat;
import loupe.store.keys.KeyRing;
import loupe.store.keys.NewAccount;
import loupe.store.keys.SlotMaker;
import loupe.store.session.Disk;
import loupe.store.setting.StoreSettings;

/// Brings a store of format 1 (one passphrase, one key a study) to format 2 (accounts and roles, three keys a study).
///
/// Forward only. A verified copy stands beside the store before anything changes; the databases change in one transaction
/// each, the log's last; killed at any point, the next opening goes on or begins again.
///
/// @param disk open files
/// @param settings how it is opened
public record Migration(Disk disk, StoreSettings settings) {
    static final int FORMAT = 2;
    private static final String COPY = "-before-format-2";

    public void runIfOld(Credentials by) throws StoreException {
        int format = disk.records().database().format();
        if (format > FORMAT) {
            throw new StoreException(
                    Kind.UNKNOWN_FORMAT, "The store was made by a newer version of the program; use that one.");
        }
        boolean old = !disk.keys().database().query(r -> 1, "SELECT 1 FROM sqlite_master WHERE name='slot'").isEmpty();
        if (format < FORMAT) {
            if (!old || !(by instanceof Credentials.Passphrase p)) {
                throw new StoreException(Kind.NOT_A_STORE, "This store must be opened with its passphrase first.");
            }
            disk.objects().settleNext(false);
            migrate(p.passphrase());
        }
        if (old) {
            finish();
        }
    }

    /// What was committed takes its place.
    private void finish() throws StoreException {
        disk.objects().settleNext(true);
        disk.keys().transaction(() -> {
            for (String table : List.of("slot", "data_key", "refused")) {
                disk.keys().database().execute("DROP TABLE IF EXISTS " + table);
            }
        });
        disk.flush();
    }

    private void migrate(char[] passphrase) throws StoreException {
        FirstFormat first = FirstFormat.open(disk.keys(), settings.unlocking(""), passphrase);
        KeyRing ring = first.ring();
        LogWalk walk = LogWalk.quick(disk.records(), Entrance.anchors(disk, settings, ring), ring).requireIntact();
        new FormerCopy(disk, first).make(beside());
        SlotMaker maker = Entrance.unlocking(disk, settings).maker(ring.store());
        maker.beginEpoch(ring.epoch());
        NewAccount account = new NewAccount(
                settings.actor(),
                settings.actor(),
                Set.of(Role.ADMINISTRATOR, Role.RADIOLOGIST, Role.AUDITOR),
                new NewAccount.Lock.Passphrase(passphrase, false));
        AccountRow row = maker.make(account, ring).row();
        List<WrappedKey> keys = keys(first);
        List<SealedRow> rows = rows(first, ring);
        disk.objects().flush();
        disk.keys().transaction(() -> {
            disk.keys().database().execute("DELETE FROM account");
            disk.keys().database().execute("DELETE FROM wrapped_key");
            disk.keys().putAccount(row);
            for (WrappedKey k : keys) {
                disk.keys().putKey(k);
            }
        });
        List<Write> writes = new ArrayList<>();
        for (WrappedKey k : keys) {
            writes.add(Write.of(ring.unwrap(k)));
        }
        rows.forEach(r -> writes.add(Write.of(r)));
        writes.add(Write.of(row));
        say(ring, walk, writes, rows);
        first.clear();
    }

    private void say(KeyRing ring, LogWalk walk, List<Write> writes, List<SealedRow> rows) throws StoreException {
        RowId boot = RowId.random(settings.random());
        AuditLog log =
                new AuditLog(disk.records(), ring, Entrance.anchors(disk, settings, ring), settings.clock(), boot, walk);
        AuditEntry entry = new AuditEntry(
                AuditEvent.MIGRATED, loupe.store.audit.Outcome.SUCCESS, settings.actor(), "format 1 to 2", null);
        log.append(new AuditLog.Matter(entry, RowId.NONE, Optional.empty(), writes), () -> {
            for (SealedRow r : rows) {
                disk.records().put(r);
            }
            disk.records().database().setFormat(FORMAT);
        });
        log.checkpoint();
    }

    private Path beside() {
        Path root = disk.folder().root().toAbsolutePath();
        return root.resolveSibling(root.getFileName() + COPY);
    }

    private List<RowId> studies() throws StoreException {
        return disk.records().rows(Area.STUDY, RowId.NONE).stream().map(SealedRow::id).toList();
    }

    private List<WrappedKey> keys(FirstFormat first) throws StoreException {
        List<RowId> studies = studies();
        RowId site = RowId.of(java.util.Arrays.copyOf(first.ring().blind("key", "site"), 16));
        List<WrappedKey> out = new ArrayList<>();
        for (RowId name : first.names()) {
            KeyDomain domain =
                    name.equals(site) ? KeyDomain.SITE : studies.contains(name) ? KeyDomain.IMAGES : KeyDomain.PROJECT;
            out.add(first.wrapped(name, domain));
        }
        for (RowId study : studies) {
            out.add(first.ring().newKey(StudyKeys.findings(study), KeyDomain.FINDINGS, settings.random()));
            out.add(first.ring().newKey(StudyKeys.notes(study), KeyDomain.NOTES, settings.random()));
        }
        return out;
    }

    /// The rows of records, sealed with the keys that are now theirs.
    private List<SealedRow> rows(FirstFormat first, KeyRing ring) throws StoreException {
        RowSealer sealer = new RowSealer(disk.objects());
        List<SealedRow> out = new ArrayList<>();
        for (RowId study : studies()) {
            DataKey from = first.key(study);
            DataKey findings = ring.known(StudyKeys.findings(study)).orElseThrow();
            for (SealedRow r : disk.records().rows(Area.RECORD, study)) {
                RecordKind kind = RecordKind.of(new ByteSource(sealer.head(r, from)).u8());
                Area area = kind.attached() ? Area.ATTACHED : Area.RECORD;
                var spot = new RowSealer.Spot(area, r.id(), r.scope(), r.position(), r.version() + 1);
                out.add(sealer.resealed(r, from, spot, kind.attached() ? from : findings));
            }
        }
        return out;
    }
}
