package loupe.store.audit;

import java.util.List;

/// What a full verification found.
///
/// @param log what was checked of the log
/// @param rows sealed rows checked
/// @param chunks chunks of encrypted objects decrypted
/// @param unopened rows the account holds no key to: compared with the log's digest, not decrypted
/// @param faults what is wrong, each by its place; empty when all is well
public record VerifyReport(Log log, long rows, long chunks, long unopened, List<Fault> faults) {
    /// What was checked of the log.
    ///
    /// @param events records
    /// @param checkpoints signed checkpoints
    /// @param anchors anchors
    public record Log(long events, long checkpoints, long anchors) {}

    /// Copies the list.
    public VerifyReport {
        faults = List.copyOf(faults);
    }

    /// One thing that is wrong.
    ///
    /// @param place where: table and random row id, log sequence, object and chunk, or anchor
    /// @param what what, without any value
    public record Fault(String place, String what) {}

    /// Log records checked.
    public long events() {
        return log.events();
    }

    /// Signed checkpoints checked.
    public long checkpoints() {
        return log.checkpoints();
    }

    /// Anchors checked.
    public long anchors() {
        return log.anchors();
    }

    /// Whether nothing is wrong.
    public boolean intact() {
        return faults.isEmpty();
    }
}
