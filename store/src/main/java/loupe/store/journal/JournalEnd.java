package loupe.store.journal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The newest record of a study's findings that a writer has seen. What it appends counts only where no other stands after it.
///
/// @param last null where there was none
public record JournalEnd(@Nullable RecordId last) {
    /// The end of records as they were read.
    ///
    /// @param records a study's, oldest first
    public static JournalEnd of(List<StoredRecord> records) {
        RecordId last = null;
        for (StoredRecord r : records) {
            last = r.kind().attached() ? last : r.id();
        }
        return new JournalEnd(last);
    }
}
