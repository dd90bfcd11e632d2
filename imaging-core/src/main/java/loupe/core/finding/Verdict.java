package loupe.core.finding;

import java.time.Instant;

/// What a person decided on a finding.
public sealed interface Verdict {
    /// Nobody looked yet.
    record Unreviewed() implements Verdict {}

    /// Confirmed as the model put it.
    ///
    /// @param by pseudonymous user name
    /// @param at when
    record Accepted(String by, Instant at) implements Verdict {}

    /// Refused.
    ///
    /// @param by user name
    /// @param at when
    /// @param reason coded reason
    /// @param note free text, may be empty
    record Rejected(String by, Instant at, RejectReason reason, String note) implements Verdict {}

    /// Confirmed after its outline was changed.
    ///
    /// @param by user name
    /// @param at when
    record Edited(String by, Instant at) implements Verdict {}
}
