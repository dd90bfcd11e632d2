package loupe.review.receiving;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Semaphore;
import loupe.core.work.JobContext;
import loupe.exchange.instance.InstanceHead;
import loupe.exchange.instance.InstanceSink;
import loupe.review.importing.ImportReport;
import loupe.review.importing.ImportStudies;

/// Takes what other systems push, instance by instance, through the same door as files: "stored" is answered only after the
/// de-identified instance is committed.
///
/// What the door cannot do with one instance alone is refused with a reason, and can be fetched with `loupe retrieve`, which sees whole
/// series: heads where faces are to go, and images whose writing a person must judge. Safe for any thread.
public final class ReceiveInstances implements InstanceSink {
    private final ImportStudies importing;
    private final Path folder;
    private final long most;
    private final SecureRandom random;
    private final Arrivals arrivals;
    private final Semaphore atOnce;

    /// Is told of each instance, on the connection's thread.
    @FunctionalInterface
    public interface Arrivals {
        /// Whether what comes from a sender is taken at all.
        ///
        /// @param from who says it sends it
        default boolean takes(String from) {
            return true;
        }

        /// @param from who says it sent it
        /// @param report what the door did
        /// @throws IOException if what is to be kept of it cannot be: the instance is stored, and is sent again
        void arrived(String from, ImportReport report) throws IOException;
    }

    /// Where and how much.
    ///
    /// @param folder folder with room for what is under way, encrypted
    /// @param most bytes of one instance
    /// @param atOnce instances at the door at one time, at least 1; others wait
    public record Bounds(Path folder, long most, int atOnce, SecureRandom random) {}

    /// @param importing the door
    public ReceiveInstances(ImportStudies importing, Bounds bounds, Arrivals arrivals) {
        this.importing = importing;
        this.folder = bounds.folder();
        this.most = bounds.most();
        this.random = bounds.random();
        this.atOnce = new Semaphore(bounds.atOnce(), true);
        this.arrivals = arrivals;
    }

    @Override
    public Taken take(InstanceHead head, String from, InputStream file) throws IOException {
        if (!arrivals.takes(from)) {
            return Taken.refused("this site takes nothing from this sender");
        }
        if (importing.defaces()) {
            return Taken.refused("faces are taken out of whole series alone: fetch it");
        }
        atOnce.acquireUninterruptibly();
        try (SealedSpool spool = SealedSpool.open(folder, most, random)) {
            ImportReport report = importing.held(List.of(spool.keep(file)), JobContext.unattended());
            arrivals.arrived(from, report);
            boolean kept = report.refused().isEmpty() && report.imported() + report.alreadyThere() == 1;
            return kept ? Taken.STORED : Taken.refused("not taken by this site's de-identification");
        } catch (EOFException e) {
            return Taken.later("no room, or cut short");
        } finally {
            atOnce.release();
        }
    }
}
