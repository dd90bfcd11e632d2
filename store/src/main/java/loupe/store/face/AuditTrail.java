package loupe.store.face;

import java.util.List;
import loupe.core.work.JobContext;
import loupe.store.audit.GrowthProof;
import loupe.store.audit.LogProof;
import loupe.store.audit.LoggedEvent;
import loupe.store.audit.VerifyReport;
import loupe.store.fault.StoreException;

/// The log that proves itself. Reading it is itself an event. Safe for any thread but the toolkit's.
public interface AuditTrail {
    /// Log entries.
    ///
    /// @param from first sequence, from 0
    /// @param most how many at most
    List<LoggedEvent> events(long from, int most) throws StoreException;

    /// Records so far.
    long size() throws StoreException;

    /// Checks the whole store: chain, root, checkpoints, anchors, and every row and chunk the account has keys for by
    /// decrypting it. A fault is a line of the report, not an exception.
    VerifyReport verify(JobContext context) throws StoreException;

    /// Proves that a record is in the log.
    ///
    /// @param sequence from 0
    /// @throws StoreException NOT_THERE where there is no such record
    LogProof prove(long sequence) throws StoreException;

    /// Proves that an older log is the beginning of this one.
    ///
    /// @param oldSize records of the older log, from 1
    /// @throws StoreException NOT_THERE where the log is shorter
    GrowthProof proveGrowth(long oldSize) throws StoreException;

    /// Notes that an emergency was looked at afterwards.
    ///
    /// @param sequence of the BREAK_GLASS event
    void reviewBreakGlass(long sequence, String note) throws StoreException;
}
