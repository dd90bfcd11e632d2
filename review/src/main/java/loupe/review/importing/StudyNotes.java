package loupe.review.importing;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import loupe.core.encoding.Encoding;
import loupe.store.Store;
import loupe.store.journal.RecordKind;
import loupe.store.journal.StoredRecord;

/// What was odd about a study's files when they came in: it stays with the study.
public final class StudyNotes {
    private StudyNotes() {}

    /// The notes of all imports of a study, each once, as sentences without values from its files.
    ///
    /// @throws IOException if the store fails
    public static Set<String> of(Store store, String studyUid) throws IOException {
        Set<String> out = new TreeSet<>();
        for (StoredRecord r : store.records(studyUid)) {
            if (r.kind() == RecordKind.DEID_REPORT) {
                out.addAll(Encoding.decode(r.payload(), "deid-report", 1, StudyReport.Sum.class).warnings());
            }
        }
        return out;
    }
}
