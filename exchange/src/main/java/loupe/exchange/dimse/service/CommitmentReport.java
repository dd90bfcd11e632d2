package loupe.exchange.dimse.service;

import java.util.List;

/// What a node says of instances it was asked to keep for good (PS3.4 J.3.3).
///
/// @param from title of who says so; no proof
/// @param transactionUid Transaction UID of the request; it names no patient
/// @param outcomes one an instance
public record CommitmentReport(String from, String transactionUid, List<Outcome> outcomes) {
    /// Copies the list.
    public CommitmentReport {
        outcomes = List.copyOf(outcomes);
    }

    /// What became of one instance.
    ///
    /// @param committed whether the node keeps it for good
    /// @param why its Failure Reason in words; empty where committed
    public record Outcome(String sopClassUid, String sopInstanceUid, boolean committed, String why) {}

    /// Whether every instance is kept for good.
    public boolean all() {
        return outcomes.stream().allMatch(Outcome::committed);
    }

    /// Says nothing of the instances, so that no log can.
    @Override
    public String toString() {
        return "CommitmentReport " + outcomes.size();
    }
}
