package loupe.exchange.dimse.service;

import java.util.OptionalInt;
import loupe.core.work.JobContext;
import loupe.exchange.dimse.association.Association;
import loupe.exchange.dimse.message.Command;
import loupe.exchange.dimse.message.CommandTag;
import loupe.exchange.dimse.message.Status;
import loupe.exchange.peer.Fetched;
import loupe.exchange.peer.PeerException;
import loupe.exchange.peer.PeerException.Why;

/// What the answers of a C-GET or C-MOVE say of their sub-operations (PS3.7 9.1.3.1): the counts are believed, not the status alone.
final class SubOperations {
    private final Association association;
    private final JobContext job;
    private final int expected;
    private int taken;
    private int refused;
    private int before = -1;
    private long furtherAt = System.nanoTime();

    /// @param expected instances, as a query said; 0 where none did
    SubOperations(Association association, JobContext job, int expected) {
        this.association = association;
        this.job = job;
        this.expected = expected;
    }

    /// One arrived.
    synchronized void arrived(boolean wasTaken) {
        if (wasTaken) {
            taken++;
        } else {
            refused++;
        }
        furtherAt = System.nanoTime();
        job.progress(taken + refused, Math.max(expected, taken + refused), "instances");
    }

    /// The node said that it is at work.
    ///
    /// @throws PeerException if it says so for too long without getting further
    synchronized void pending(Command c) throws PeerException {
        int done = 0;
        for (int tag : new int[] {CommandTag.COMPLETED, CommandTag.FAILED, CommandTag.WARNING}) {
            done += c.number(tag).orElse(0);
        }
        if (done != before) {
            before = done;
            furtherAt = System.nanoTime();
        }
        if (System.nanoTime() - furtherAt > association.timeouts().stalled().toNanos()) {
            association.abort();
            throw new PeerException(Why.TIMEOUT, "The other system says that it goes on and does not get further.");
        }
    }

    /// The node said that it is done.
    ///
    /// @throws PeerException if it failed and nothing came
    synchronized Fetched ended(Command c) throws PeerException {
        int status = c.status();
        OptionalInt failed = c.number(CommandTag.FAILED);
        if (!Status.done(status) && status != Status.CANCELLED && taken + refused == 0 && failed.orElse(0) == 0) {
            throw new PeerException(Why.FAILED, "The other system could not send what was asked for: " + Status.words(status) + ".");
        }
        int said = c.number(CommandTag.COMPLETED).orElse(0) + c.number(CommandTag.WARNING).orElse(0);
        boolean counted = status == Status.SUCCESS || failed.isPresent();
        boolean complete = Status.done(status) && counted && failed.orElse(0) == 0 && said <= taken + refused
                && expected <= taken + refused;
        return new Fetched(taken, refused, failed.orElse(0), complete);
    }
}
