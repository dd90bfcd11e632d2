package loupe.exchange.dimse.association;

import java.time.Duration;

/// How long each step may take before the connection is closed. Each is longer than zero.
///
/// @param connect until the network and TLS are there
/// @param association until a request for an association is answered, or comes
/// @param response until an answer to a request comes, and until a PDU that began is whole
/// @param pending between two answers of an operation that goes on: a C-MOVE may be silent for minutes
/// @param stalled an operation that goes on may answer so long without getting further
/// @param idle an association that asks for nothing, at the side that answers
/// @param release until an orderly end is agreed on
/// @param write until a PDU is taken: who stops reading defeats every other time
public record Timeouts(
        Duration connect,
        Duration association,
        Duration response,
        Duration pending,
        Duration stalled,
        Duration idle,
        Duration release,
        Duration write) {
    /// What suits a hospital.
    public static final Timeouts USUAL = new Timeouts(
            Duration.ofSeconds(10),
            Duration.ofSeconds(15),
            Duration.ofSeconds(60),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(60));

    /// Checks the ranges.
    public Timeouts {
        for (Duration d : new Duration[] {connect, association, response, pending, stalled, idle, release, write}) {
            if (d.isNegative() || d.isZero()) {
                throw new IllegalArgumentException("a time must be longer than zero, was " + d);
            }
        }
    }

    /// One time for every step.
    public static Timeouts all(Duration each) {
        return new Timeouts(each, each, each, each, each, each, each, each);
    }
}
