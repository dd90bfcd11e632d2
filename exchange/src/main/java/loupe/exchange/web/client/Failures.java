package loupe.exchange.web.client;

import java.net.URI;
import loupe.exchange.failure.ConnectionFailure;
import loupe.exchange.peer.PeerException;
import loupe.exchange.peer.PeerException.Why;

/// Why a peer did not answer as asked, in one sentence for a person. Paths and answers are never quoted: they hold UIDs.
final class Failures {
    private Failures() {}

    /// What an exception of the client of HTTP, or of a stream it gave, means.
    static PeerException of(Throwable thrown, URI asked) {
        return ConnectionFailure.of(thrown, where(asked));
    }

    /// What a status other than one of success means.
    static PeerException ofStatus(int status, URI asked) {
        String where = where(asked);
        return switch (status) {
            case 401 -> new PeerException(Why.REFUSED, where
                    + " does not accept this machine's login (401); check it, or renew the token.");
            case 403 -> new PeerException(Why.REFUSED, where + " does not allow this to this machine's login (403).");
            case 404, 410 -> new PeerException(Why.FAILED, where + " has nothing there (" + status + "): no such root, or no such study.");
            case 405, 406, 415, 501 -> new PeerException(Why.NOT_OFFERED, where + " does not offer this (" + status + ").");
            case 408, 504 -> new PeerException(Why.TIMEOUT, where + " says it took too long (" + status + "); try again later.");
            case 429, 503 -> new PeerException(Why.FAILED, where + " is busy (" + status + "); try again later.");
            case 413 -> new PeerException(Why.FAILED, where + " takes no request as large as this (413).");
            case 400 -> new PeerException(Why.FAILED, where + " can make nothing of the request (400).");
            default -> new PeerException(Why.FAILED, where + " answered with status " + status + ".");
        };
    }

    /// It did not send what it should have, and no more is known.
    static PeerException protocol(URI asked, String what) {
        return new PeerException(Why.PROTOCOL, where(asked) + " " + what + ".");
    }

    /// Host and port, and nothing of what was asked.
    static String where(URI asked) {
        return asked.getHost() + (asked.getPort() < 0 ? "" : " port " + asked.getPort());
    }
}
