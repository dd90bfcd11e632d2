package loupe.store.audit;

import java.util.List;

/// What a full verification found.
///
/// @param events log records checked
/// @param checkpoints signed checkpoints checked
/// @param anchors anchors checked
/// @param rows sealed rows decrypted
/// @param chunks chunks of encrypted objects decrypted
/// @param faults what is wrong, each by its place; empty when all is well
public record VerifyReport(long events, long checkpoints, long anchors, long rows, long chunks, List<Fault> faults) {
    /// Copies the list.
    public VerifyReport {
        faults = List.copyOf(faults);
    }

    /// One thing that is wrong.
    ///
    /// @param place where: table and random row id, log sequence, object and chunk, or anchor
    /// @param what what, without any value
    public record Fault(String place, String what) {}

    /// Whether nothing is wrong.
    public boolean intact() {
        return faults.isEmpty();
    }
}
