package loupe.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.core.study.StudySummary;
import loupe.store.db.RowId;

/// The study list of an unlocked store, in memory only. One thread at a time.
final class Catalogue {
    /// One study's row.
    record Entry(RowId id, long position, int version, StudySummary summary) {}

    private final Map<String, Entry> byUid = new LinkedHashMap<>();
    private final Map<RowId, String> uids = new LinkedHashMap<>();

    void put(Entry e) {
        byUid.put(e.summary().studyUid(), e);
        uids.put(e.id(), e.summary().studyUid());
    }

    Optional<Entry> of(String studyUid) {
        return Optional.ofNullable(byUid.get(studyUid));
    }

    void remove(String studyUid) {
        Entry e = byUid.remove(studyUid);
        if (e != null) {
            uids.remove(e.id());
        }
    }

    Optional<String> uid(RowId id) {
        return Optional.ofNullable(uids.get(id));
    }

    List<StudySummary> all() {
        return byUid.values().stream().map(Entry::summary).toList();
    }

    List<Entry> entries() {
        return List.copyOf(byUid.values());
    }
}
