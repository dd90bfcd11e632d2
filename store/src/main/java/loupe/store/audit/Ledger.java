package loupe.store.audit;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import loupe.store.db.RowId;
import loupe.store.db.SealedRow;
import loupe.store.db.SealedRow.Area;
import loupe.store.db.KeysDb.WrappedKey;
import loupe.store.fault.StoreException;

/// What rows there must be, as the log tells it. One thread at a time.
public final class Ledger {
    /// A scope's rows of one area.
    public record Shelf(Area area, RowId scope) {}

    /// A study's row and its key share their random name.
    private record Named(boolean key, RowId id) {}

    private final Map<Named, Write> newest = new LinkedHashMap<>();
    private final Map<Shelf, Integer> counts = new HashMap<>();

    void add(List<Write> writes) {
        for (Write w : writes) {
            if (newest.put(new Named(w.area() == Area.KEY, w.id()), w) == null) {
                counts.merge(new Shelf(w.area(), w.scope()), 1, Integer::sum);
            }
        }
    }

    /// All rows there must be.
    public Collection<Write> all() {
        return Collections.unmodifiableCollection(newest.values());
    }

    /// All shelves there must be, keys left out.
    public List<Shelf> shelves() {
        return counts.keySet().stream().filter(s -> s.area() != Area.KEY).toList();
    }

    /// Whether the log tells of a row.
    public boolean hasRow(RowId id) {
        return newest.containsKey(new Named(false, id));
    }

    /// Whether the log tells of a key.
    public boolean hasKey(RowId id) {
        return newest.containsKey(new Named(true, id));
    }

    /// Whether a row is exactly what the log says.
    public boolean matches(SealedRow row) {
        Write w = newest.get(new Named(false, row.id()));
        return w != null && w.area() == row.area() && Arrays.equals(w.digest(), row.digest());
    }

    /// Whether a key is exactly what the log says.
    public boolean matches(WrappedKey key) {
        Write w = newest.get(new Named(true, key.id()));
        return w != null && Arrays.equals(w.digest(), key.digest());
    }

    /// Refuses rows that are not what the log says of a scope: changed, missing or too many.
    public List<SealedRow> require(Area area, RowId scope, List<SealedRow> rows) throws StoreException {
        boolean all = rows.size() == counts.getOrDefault(new Shelf(area, scope), 0);
        for (SealedRow r : rows) {
            all &= matches(r) && r.area() == area && r.scope().equals(scope);
        }
        if (!all) {
            throw new StoreException(
                    StoreException.Kind.TAMPERED,
                    "Stored rows differ from what the log says; run the verification and restore a backup.");
        }
        return rows;
    }
}
