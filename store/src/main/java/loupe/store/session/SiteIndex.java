package loupe.store.session;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import loupe.store.db.RowId;
import loupe.store.journal.SiteKind;
import loupe.store.journal.SiteObject;

/// Which objects the site has and where they stand, in memory while the store is unlocked. One thread at a time.
final class SiteIndex {
    /// An object's version and its row.
    record Shelved(SiteObject object, RowId row) {}

    private final Map<SiteKind, List<SiteObject>> kinds = new EnumMap<>(SiteKind.class);
    private final Map<SiteKind, Map<String, List<Shelved>>> names = new EnumMap<>(SiteKind.class);

    void add(SiteObject object, RowId row) {
        kinds.computeIfAbsent(object.kind(), k -> new ArrayList<>()).add(object);
        names.computeIfAbsent(object.kind(), k -> new HashMap<>())
                .computeIfAbsent(object.name(), k -> new ArrayList<>())
                .add(new Shelved(object, row));
    }

    /// All versions of all objects of a kind, oldest first.
    List<SiteObject> all(SiteKind kind) {
        return List.copyOf(kinds.getOrDefault(kind, List.of()));
    }

    /// All versions of one object, oldest first.
    List<Shelved> of(SiteKind kind, String name) {
        return names.getOrDefault(kind, Map.of()).getOrDefault(name, List.of());
    }
}
