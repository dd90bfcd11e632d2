package loupe.app.cli.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.cli.shared.VolumeModality;
import loupe.app.wiring.Workplace;
import loupe.core.work.CancelledException;
import loupe.core.work.JobContext;
import loupe.review.ReviewException;
import loupe.review.batch.Batch;
import loupe.review.batch.BatchSource;
import loupe.review.batch.Batches;
import loupe.review.batch.Settling;
import loupe.review.consent.Purpose;
import loupe.store.fault.StoreException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loupe batch run FOLDER`. Watching, it has the store open only while there is something to bring in.
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Imports each file and folder in a folder, or what a manifest names; goes on where it was stopped.")
final class BatchRunCommand implements Callable<Integer> {
    private static final int LONGEST_POLL_SECONDS = 10;

    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Parameters(paramLabel = "FOLDER", description = "where the items lie: each file and folder directly in it is one")
    Path folder = Path.of("");

    @Option(
            names = "--manifest",
            paramLabel = "FILE.csv",
            description = "names the items instead: columns slide, and if wanted case, block, stain, priority (0 to 1000, higher first)")
    @Nullable Path manifest;

    @Option(names = "--watch", description = "goes on looking for what comes, until it is stopped")
    boolean watch;

    @Option(
            names = "--settle",
            paramLabel = "SECONDS",
            description = "with --watch: how long an item's files must be left alone before it is begun (default: 30)")
    int settle = 30;

    @Option(names = "--purpose", paramLabel = "P", description = "CARE (default), QA, RESEARCH or TRAINING")
    Purpose purpose = Purpose.CARE;

    @Option(names = "--deface", description = "take the face out of head CT and MR series")
    boolean deface;

    @Option(names = "--volumes-as", paramLabel = "MODALITY", description = "what made the NIfTI volumes: CT, MR, PT, NM or OT (default)")
    VolumeModality volumes = VolumeModality.OT;

    @Option(
            names = "--analyze",
            description = "run the models the site's rules name (without rules: those that accept) on each item that came in")
    boolean analyze;

    @Option(names = "--report", paramLabel = "OUT", description = "folder for batch-N.csv and batch-N.html, written anew after each pass")
    @Nullable Path report;

    BatchRunCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        check();
        Settling settling = new Settling(watch ? Duration.ofSeconds(settle) : Duration.ZERO, Clock.systemUTC());
        BatchSource source = new BatchSource(folder, Optional.ofNullable(manifest), settling);
        if (watch) {
            watch(source);
        }
        BatchSource.Seen seen = source.look();
        try (Workplace w = where.openOrCreate()) {
            return pass(w, seen);
        }
    }

    private void check() throws ReviewException {
        if (watch && settle < 1) {
            throw new ReviewException("--settle must be at least 1 second");
        }
        Path out = report;
        if (out != null && absolute(out).startsWith(absolute(folder))) {
            throw new ReviewException("the report must not lie in the batch's folder, where it would be an item; name another folder");
        }
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private int pass(Workplace w, BatchSource.Seen seen) throws IOException {
        Batch.Way way = new Batch.Way(purpose, deface, volumes.name(), analyze);
        Batch batch = new Batches(w.store()).of(folder, Optional.ofNullable(manifest), way);
        BatchWork work = BatchWork.on(session, w, batch);
        if (seen.unnamed() > 0) {
            session.err().println("loupe: " + seen.unnamed() + " files or folders there are named by no line of the manifest; they are left");
        }
        try {
            work.pass(seen);
        } catch (CancelledException e) {
            work.finish(seen.faults(), report);
            throw e;
        }
        return work.finish(seen.faults(), report);
    }

    /// Never returns: it is stopped, or the store fails.
    private void watch(BatchSource source) throws Exception {
        String done = "";
        String said = "";
        while (true) {
            session.terminal().checkCancelled();
            Optional<BatchSource.Seen> seen = Optional.empty();
            String amiss = "";
            try {
                seen = Optional.of(source.look());
            } catch (ReviewException e) {
                amiss = String.valueOf(e.getMessage());
            }
            if (seen.isPresent() && !seen.get().mark().equals(done)) {
                amiss = begun(seen.get());
                done = amiss.isEmpty() ? seen.get().mark() : done;
            }
            if (!amiss.isEmpty() && !amiss.equals(said)) {
                session.err().println("loupe: " + amiss);
            }
            said = amiss;
            pause();
        }
    }

    /// One pass with the store open.
    ///
    /// @return why there was none; empty if there was
    private String begun(BatchSource.Seen seen) throws IOException {
        try (Workplace w = where.open()) {
            pass(w, seen);
            return "";
        } catch (StoreException e) {
            if (e.kind() == StoreException.Kind.LOCKED_BY_OTHER) {
                return "the store is open elsewhere; the batch goes on when it is free";
            }
            throw e;
        }
    }

    /// Waits for the next look, or for the end.
    private void pause() throws InterruptedException {
        CountDownLatch stop = new CountDownLatch(1);
        int seconds = Math.clamp(settle / 3, 1, LONGEST_POLL_SECONDS);
        try (JobContext.Registration _ = session.terminal().onCancel(stop::countDown)) {
            if (stop.await(seconds, TimeUnit.SECONDS)) {
                session.terminal().checkCancelled();
            }
        }
    }
}
