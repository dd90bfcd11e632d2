package loupe.exchange.dimse;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import loupe.core.work.JobContext;
import loupe.exchange.dimse.association.Association;
import loupe.exchange.dimse.association.Requestor;
import loupe.exchange.dimse.association.TlsProbe;
import loupe.exchange.dimse.association.Timeouts;
import loupe.exchange.dimse.service.Echo;
import loupe.exchange.dimse.service.Exchanges;
import loupe.exchange.dimse.service.SopClasses;
import loupe.exchange.node.DimseAddress;
import loupe.exchange.peer.PeerException;
import loupe.exchange.peer.PeerException.Why;

/// Whether a node can be spoken with, and why not in one sentence, within five seconds (a name server that is slow comes on top).
public final class NodeCheck {
    /// At most five seconds together: connect, greeting, association, answer, end.
    private static final Timeouts QUICK = new Timeouts(
            Duration.ofMillis(1_200),
            Duration.ofMillis(1_300),
            Duration.ofMillis(900),
            Duration.ofMillis(900),
            Duration.ofMillis(900),
            Duration.ofMillis(900),
            Duration.ofMillis(300),
            Duration.ofMillis(500));

    private static final Duration FOR_THE_PROBE = Duration.ofMillis(1_200);

    private NodeCheck() {}

    /// What a check came to.
    ///
    /// @param why empty where the node answered
    /// @param sentence for a person
    public record Outcome(Optional<Why> why, String sentence) {
        /// Whether the node answered.
        public boolean reached() {
            return why.isEmpty();
        }
    }

    /// Asks for an association and a C-ECHO.
    public static Outcome of(DimseAddress address, JobContext job) {
        long start = System.nanoTime();
        try (Association a = new Requestor(QUICK)
                .open(address, SopClasses.contexts(List.of(SopClasses.Offer.plain(SopClasses.VERIFICATION))), List.of(), job)) {
            return Exchanges.during(job, a, () -> {
                Echo.ask(a);
                a.release();
                return new Outcome(Optional.empty(), "The other system answers and knows this machine.");
            });
        } catch (PeerException e) {
            boolean time = System.nanoTime() - start < FOR_THE_PROBE.multipliedBy(2).toNanos();
            return time ? looked(address, e, job) : failed(e);
        } catch (IOException e) {
            return new Outcome(Optional.of(Why.ABORTED), "The connection broke.");
        }
    }

    private static Outcome failed(PeerException e) {
        return new Outcome(Optional.of(e.why()), String.valueOf(e.getMessage()));
    }

    /// Where the node ended it without a word, a second look tells why.
    private static Outcome looked(DimseAddress address, PeerException e, JobContext job) {
        boolean silent = e.why() == Why.ABORTED || e.why() == Why.TIMEOUT;
        if (silent && address.tls().isEmpty() && TlsProbe.speaksTls(address.host(), address.port(), FOR_THE_PROBE, job)) {
            return new Outcome(
                    Optional.of(Why.PLAIN_AGAINST_TLS),
                    "The other system speaks TLS at this port and this machine does not; set TLS for the node.");
        }
        if (e.why() == Why.PLAIN_AGAINST_TLS
                && address.tls().isPresent()
                && TlsProbe.speaksTls(address.host(), address.port(), FOR_THE_PROBE, job)) {
            return new Outcome(
                    Optional.of(Why.UNTRUSTED), "The other system speaks TLS and ends the greeting; it may not take the certificate "
                            + "of this machine.");
        }
        if (e.why() == Why.UNTRUSTED && address.tls().isPresent()) {
            return failed(TlsProbe.alert(address, FOR_THE_PROBE, job).orElse(e));
        }
        return failed(e);
    }
}
