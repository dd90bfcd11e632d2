package loupe.review.sending;

import java.time.Instant;
import java.util.List;

/// One study's results on their way to one node: references, never bytes.
///
/// @param study pseudonymous Study Instance UID
/// @param node name of the node
/// @param reason why they go; stands in the log too
/// @param by account that sent them
/// @param at when it was last tried
/// @param instances what is known of each object
/// @param problem why the last try as a whole came to nothing; empty where it did not
public record Outgoing(String study, String node, String reason, String by, Instant at, List<Item> instances, String problem) {
    /// Copies the list.
    public Outgoing {
        instances = List.copyOf(instances);
    }

    /// How far an object is.
    public enum Progress {
        /// Not sent, or refused; it is tried again.
        WAITING,
        /// The node says that it stored it.
        STORED,
        /// The node committed itself to keep it (Storage Commitment).
        COMMITTED,
        /// It stays here, for a reason that sending again does not change.
        WITHHELD
    }

    /// @param sopClassUid its SOP class
    /// @param sopInstanceUid its SOP Instance UID, which Loupe made
    /// @param why what the node said, where it is not stored, or why it stays here
    public record Item(String sopClassUid, String sopInstanceUid, Progress progress, String why) {}

    /// Whether nothing is left to do.
    public boolean done() {
        return problem.isEmpty()
                && instances.stream().anyMatch(i -> i.progress() == Progress.STORED || i.progress() == Progress.COMMITTED)
                && instances.stream().noneMatch(i -> i.progress() == Progress.WAITING);
    }
}
