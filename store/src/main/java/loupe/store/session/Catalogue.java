package loupe.store.session;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.store.db.RowId;

/// The study list of an unlocked store, in memory only. One thread at a time.
public final class Catalogue {
    /// One study's row.
    public record Entry(RowId id, long position, int version, StudySummary summary) {
        /// The row's next version.
        ///
        /// @throws IllegalArgumentException if it is another study's, or opens a sealed one
        public Entry next(StudySummary changed) {
            if (!changed.studyUid().equals(summary.studyUid())) {
                throw new IllegalArgumentException("the summary must be of the record's study");
            }
            if (summary.state() == StudyState.SEALED && changed.state() != StudyState.SEALED) {
                throw new IllegalArgumentException("a sealed study must stay sealed");
            }
            return new Entry(id, position, version + 1, changed);
        }
    }

    private final Map<String, Entry> byUid = new LinkedHashMap<>();
    private final Map<RowId, String> uids = new LinkedHashMap<>();
    private final Map<RowId, RowId> lastRecords = new HashMap<>();

    public void put(Entry e) {
        byUid.put(e.summary().studyUid(), e);
        uids.put(e.id(), e.summary().studyUid());
    }

    public Optional<Entry> of(String studyUid) {
        return Optional.ofNullable(byUid.get(studyUid));
    }

    public void remove(String studyUid) {
        Entry e = byUid.remove(studyUid);
        if (e != null) {
            uids.remove(e.id());
            lastRecords.remove(e.id());
        }
    }

    /// The newest record of a study's findings, where it is known; [RowId#NONE] where there is none.
    Optional<RowId> lastRecord(RowId study) {
        return Optional.ofNullable(lastRecords.get(study));
    }

    void lastRecord(RowId study, RowId record) {
        lastRecords.put(study, record);
    }

    public Optional<String> uid(RowId id) {
        return Optional.ofNullable(uids.get(id));
    }

    public List<StudySummary> all() {
        return byUid.values().stream().map(Entry::summary).toList();
    }

    List<Entry> entries() {
        return List.copyOf(byUid.values());
    }
}
