package loupe.store.audit;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import loupe.store.db.KeysDb.AccountRow;
import loupe.store.db.RowId;
import loupe.store.db.SealedRow;
import loupe.store.db.SealedRow.Area;
import loupe.store.db.StudyKeys;
import loupe.store.fault.StoreException;
import loupe.store.keys.DataKey;

/// What rows, keys and accounts there must be, as the log tells it. One thread at a time.
public final class Ledger {
    /// A scope's rows of one area.
    public record Shelf(Area area, RowId scope) {}

    private final Map<RowId, Write> rows = new LinkedHashMap<>();
    private final Map<RowId, Write> keys = new LinkedHashMap<>();
    private final Map<RowId, Write> accounts = new LinkedHashMap<>();
    private final Map<RowId, Write> nextAccounts = new LinkedHashMap<>();
    private final Map<Shelf, Integer> counts = new HashMap<>();
    private final Set<RowId> erasing = new LinkedHashSet<>();
    private final Set<RowId> erased = new HashSet<>();
    private final Map<RowId, Long> begun = new HashMap<>();
    private boolean forwarded;

    /// Takes in what a record says.
    ///
    /// @param event code of what happened
    /// @param study the study it concerns, or none
    /// @param utcMillis when
    void add(int event, RowId study, List<Write> writes, long utcMillis) {
        if (event == AuditEvent.MIGRATED.code()) {
            keys.clear();
        }
        for (Write w : writes) {
            add(w);
            if (w.area() == Area.STUDY) {
                begun.putIfAbsent(w.id(), utcMillis);
            }
        }
        if (event == AuditEvent.ERASE_INTENT.code()) {
            erasing.add(study);
        } else if (event == AuditEvent.ERASE_DONE.code()) {
            erase(study);
        } else if (event == AuditEvent.COLLECTOR_CHANGED.code()) {
            forwarded = true;
        } else if (event == AuditEvent.COLLECTOR_REMOVED.code()) {
            forwarded = false;
        }
    }

    /// Whether records go to a collector too.
    public boolean forwarded() {
        return forwarded;
    }

    private void add(Write w) {
        switch (w.area()) {
            case KEY -> keys.put(w.id(), w);
            case ACCOUNT_NEXT -> nextAccounts.put(w.id(), w);
            case ACCOUNT -> {
                nextAccounts.remove(w.id());
                if (w.isGone()) {
                    accounts.remove(w.id());
                } else {
                    accounts.put(w.id(), w);
                }
            }
            case STUDY, INSTANCE, RECORD, SITE, IDENTITY, ATTACHED -> {
                Write before = rows.put(w.id(), w);
                counts.merge(new Shelf(w.area(), w.scope()), 1, Integer::sum);
                if (before != null) {
                    counts.merge(new Shelf(before.area(), before.scope()), -1, Integer::sum);
                    counts.remove(new Shelf(before.area(), before.scope()), 0);
                }
            }
        }
    }

    private void erase(RowId study) {
        erasing.remove(study);
        erased.add(study);
        rows.values().removeIf(w -> {
            boolean its = w.scope().equals(study) || w.id().equals(study);
            if (its) {
                counts.merge(new Shelf(w.area(), w.scope()), -1, Integer::sum);
            }
            return its;
        });
        counts.values().removeIf(n -> n == 0);
        StudyKeys.all(study).forEach(keys::remove);
    }

    /// When a study first came in, UTC milliseconds; 0 where the log does not tell.
    public long begun(RowId study) {
        return begun.getOrDefault(study, 0L);
    }

    /// Studies whose erasure was begun and is not done.
    public Set<RowId> erasing() {
        return Collections.unmodifiableSet(erasing);
    }

    /// Studies that were erased.
    public Set<RowId> erased() {
        return Collections.unmodifiableSet(erased);
    }

    /// Account changes that were begun and not done: what they say is still to come.
    public List<Write> pendingAccounts() {
        return List.copyOf(nextAccounts.values());
    }

    /// All rows there must be, keys and accounts left out.
    public Collection<Write> rows() {
        return Collections.unmodifiableCollection(rows.values());
    }

    /// All keys there must be.
    public Collection<Write> keys() {
        return Collections.unmodifiableCollection(keys.values());
    }

    /// All shelves there must be.
    public List<Shelf> shelves() {
        return List.copyOf(counts.keySet());
    }

    /// Whether the log tells of a row.
    public boolean hasRow(RowId id) {
        return rows.containsKey(id);
    }

    /// Whether the log tells of a key.
    public boolean hasKey(RowId id) {
        return keys.containsKey(id);
    }

    /// Accounts the log tells of.
    public Set<RowId> accounts() {
        return Collections.unmodifiableSet(accounts.keySet());
    }

    /// Whether the log tells of an account, or of one to come.
    public boolean hasAccount(RowId id) {
        return accounts.containsKey(id) || nextAccounts.containsKey(id);
    }

    /// Whether a row is exactly what the log says.
    public boolean matches(SealedRow row) {
        Write w = rows.get(row.id());
        return w != null && w.area() == row.area() && Arrays.equals(w.digest(), row.digest());
    }

    /// Whether a key is exactly what the log says.
    public boolean matches(DataKey key) {
        Write w = keys.get(key.id());
        return w != null && Arrays.equals(w.digest(), Write.digest(key));
    }

    /// Whether accounts are exactly what the log says, or, while a change is under way, what it is to become.
    public boolean matches(List<AccountRow> there) {
        Set<RowId> seen = new HashSet<>();
        for (AccountRow a : there) {
            seen.add(a.id());
            if (!is(accounts.get(a.id()), a) && !is(nextAccounts.get(a.id()), a)) {
                return false;
            }
        }
        for (RowId id : accounts.keySet()) {
            Write next = nextAccounts.get(id);
            if (!seen.contains(id) && (next == null || !next.isGone())) {
                return false;
            }
        }
        return true;
    }

    private static boolean is(@org.jspecify.annotations.Nullable Write w, AccountRow a) {
        return w != null && w.version() == a.version() && Arrays.equals(w.digest(), a.digest());
    }

    /// Refuses rows that are not what the log says of a scope: changed, missing or too many.
    public List<SealedRow> require(Area area, RowId scope, List<SealedRow> there) throws StoreException {
        boolean all = there.size() == counts.getOrDefault(new Shelf(area, scope), 0);
        for (SealedRow r : there) {
            all &= matches(r) && r.area() == area && r.scope().equals(scope);
        }
        if (!all) {
            throw new StoreException(
                    StoreException.Kind.TAMPERED,
                    "Stored rows differ from what the log says; run the verification and restore a backup.");
        }
        return there;
    }
}
