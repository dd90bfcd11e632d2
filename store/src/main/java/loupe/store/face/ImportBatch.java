package loupe.store.face;

import java.util.Map;
import loupe.core.dicom.DeidentifiedInstance;
import loupe.store.audit.AuditEntry;
import loupe.store.fault.StoreException;

/// Instances on their way in. Pixels are on disk, encrypted and flushed, when [#add] returns; nothing is visible until
/// [#commit], and closing without it drops everything. Not for several threads at once.
public interface ImportBatch extends AutoCloseable {
    /// What became of an instance.
    enum Added {
        /// Will be there after the commit.
        STORED,
        /// Was there before, by its SOP Instance UID.
        ALREADY_THERE
    }

    /// Takes one instance in.
    ///
    /// @throws IllegalArgumentException if it names no study or SOP instance
    Added add(DeidentifiedInstance instance) throws StoreException;

    /// Makes all instances, their studies' summaries and the log entry visible in one transaction. Once only.
    ///
    /// @param summaries what becomes of the summary of every study the batch added to, by Study Instance UID
    /// @return instances left out because another import stored them since they were added here
    /// @throws IllegalArgumentException if a study of the batch has no summary
    int commit(Map<String, SummaryChange> summaries, AuditEntry entry) throws StoreException;

    /// Drops what was not committed.
    @Override
    void close();
}
