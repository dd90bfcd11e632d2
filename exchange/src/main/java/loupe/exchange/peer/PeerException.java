package loupe.exchange.peer;

import java.io.IOException;

/// A peer did not do what was asked. The message is one sentence for a person: what happened and what to do; it names no patient.
public final class PeerException extends IOException {
    private static final long serialVersionUID = 1L;

    /// What kind of failure it was.
    public enum Why {
        /// Nothing listens there, or the host is not known.
        UNREACHABLE,
        /// It did not answer in time.
        TIMEOUT,
        /// It does not know one of the titles, or refuses this machine (A-ASSOCIATE-RJ, 401, 403).
        REFUSED,
        /// One side speaks TLS, the other does not.
        PLAIN_AGAINST_TLS,
        /// Its certificate is vouched for by nobody this machine trusts, is not for this host, or this machine's is not trusted there.
        UNTRUSTED,
        /// A certificate's time is over or has not begun, or it was revoked.
        EXPIRED,
        /// It ended the connection (A-ABORT, close).
        ABORTED,
        /// It does not offer what was asked for.
        NOT_OFFERED,
        /// It answered with a failure.
        FAILED,
        /// What it sent breaks the protocol.
        PROTOCOL
    }

    private final Why why;

    /// @param sentence for a person, without any name of a patient
    public PeerException(Why why, String sentence) {
        super(sentence);
        this.why = why;
    }

    /// @param sentence for a person, without any name of a patient
    public PeerException(Why why, String sentence, Throwable cause) {
        super(sentence, cause);
        this.why = why;
    }

    /// What kind of failure it was.
    public Why why() {
        return why;
    }
}
