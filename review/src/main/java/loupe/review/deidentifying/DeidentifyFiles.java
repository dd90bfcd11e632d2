package loupe.review.deidentifying;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import loupe.core.work.JobContext;
import loupe.deid.DeidOutcome;
import loupe.deid.DeidReport;
import loupe.deid.Deidentifier;
import loupe.deid.DryRun;
import loupe.deid.face.Faces;
import loupe.deid.pixel.PixelPlan;
import loupe.review.ReviewException;
import loupe.review.intake.Arrival;
import loupe.review.intake.FacePass;
import loupe.review.intake.Incoming;
import loupe.review.intake.IncomingFiles;
import loupe.review.intake.Run;
import loupe.review.intake.RunPlan;
import loupe.review.intake.Unforeseen;

/// De-identifies files and folders into a folder. What is refused leaves no output; a file appears under its name only
/// when it is whole. No name of a source is used for an output. Where a DICOMDIR was among the sources, one is made anew.
public final class DeidentifyFiles {
    private final Deidentifier door;

    /// A run through a door.
    public DeidentifyFiles(Deidentifier door) {
        this.door = door;
    }

    /// What became of one source.
    private sealed interface Made {
        /// It was written.
        ///
        /// @param output below the output folder
        record Written(String output, DeidReport report, List<String> oddities) implements Made {}

        /// It is a DICOMDIR.
        record Listing() implements Made {}

        /// It left no output.
        record Left(String sentence) implements Made {}
    }

    /// Runs.
    ///
    /// @param onRefused is told of each source that left no output, for the person's screen
    /// @throws ReviewException if the output folder holds something or lies among the sources
    /// @throws IOException if something cannot be written
    /// @throws loupe.core.work.CancelledException if cancelled; what was written stays
    public DeidentifiedFiles run(DeidentifyOrder order, BiConsumer<Incoming, String> onRefused, JobContext context)
            throws IOException {
        IncomingFiles files = IncomingFiles.below(order.in());
        prepare(order);
        DeidentifiedFiles.Sum sum = new DeidentifiedFiles.Sum();
        Faces faces = FacePass.over(files, door, context);
        sum.faces(faces);
        OutputFolder out = new OutputFolder(order.out());
        List<String> written = new ArrayList<>();
        try (FileMap map = FileMap.to(order.map())) {
            each(files, order.threads(), context, new Making(out, faces), (at, made) -> {
                switch (made) {
                    case Made.Written w -> {
                        sum.add(w.report);
                        sum.warn(w.oddities);
                        written.add(w.output);
                        map.add(at.path(), Optional.of(w.output));
                    }
                    case Made.Listing l -> {
                        sum.directory();
                        map.add(at.path(), Optional.empty());
                    }
                    case Made.Left l -> {
                        sum.refuse(new DeidentifiedFiles.Refusal(at.number(), l.sentence));
                        map.add(at.path(), Optional.empty());
                        onRefused.accept(at, l.sentence);
                    }
                }
            });
        }
        if (sum.directories() > 0) {
            out.writeDirectory(written);
        }
        return sum.done(door.profile().name() + " " + door.profile().version(), files.count());
    }

    /// Slices are gathered into runs only where their pixels are looked at; else each file is read by whom works on it.
    private void each(
            IncomingFiles files, int threads, JobContext context, Making making, IncomingFiles.Sink<Made> sink)
            throws IOException {
        PixelPlan plan = door.plan();
        if (plan.look()) {
            files.<Made>eachRun(threads, context, (run, job) -> make(making, run, job), sink);
        } else {
            files.<Made>eachAlone(threads, context, (at, arrival, job) -> make(making, arrival, plan, job), sink);
        }
    }

    /// Shows what would be done to each file, and writes nothing.
    ///
    /// @param show takes each file and what would be done, in order
    /// @throws IOException if nothing can be read
    public void dryRun(List<Path> in, BiConsumer<Incoming, DryRun> show, JobContext context) throws IOException {
        IncomingFiles.below(in)
                .<DryRun>each(1, context, (at, arrival, job) -> switch (arrival) {
                    case Arrival.Instance i ->
                        Unforeseen.guard(() -> DryRun.of(door, i.source(), job), fault -> DryRun.refused(fault.sentence()));
                    case Arrival.Directory d -> DryRun.refused("a DICOMDIR would be made anew");
                    case Arrival.Wrong w -> DryRun.refused(w.sentence());
                }, show::accept);
    }

    private static void prepare(DeidentifyOrder order) throws IOException {
        Path out = order.out().toAbsolutePath().normalize();
        for (Path in : order.in()) {
            if (out.startsWith(in.toAbsolutePath().normalize())) {
                throw new ReviewException("the output folder must not lie among the sources; name another one");
            }
        }
        Files.createDirectories(out);
        try (Stream<Path> inside = Files.list(out)) {
            if (inside.findAny().isPresent()) {
                throw new ReviewException("the output folder must be new or empty; name another one");
            }
        }
    }

    /// Where to, and what was found of faces.
    private record Making(OutputFolder out, Faces faces) {}

    private List<Made> make(Making making, Run run, JobContext job) throws IOException {
        PixelPlan plan = RunPlan.of(door, run, job);
        List<Made> made = new ArrayList<>();
        for (Run.Arrived a : run.arrivals()) {
            made.add(make(making, a.arrival(), plan, job));
        }
        return made;
    }

    private Made make(Making making, Arrival arrival, PixelPlan plan, JobContext job) throws IOException {
        return Unforeseen.guard(() -> known(making, arrival, plan, job), fault -> new Made.Left(fault.sentence()));
    }

    private Made known(Making making, Arrival arrival, PixelPlan plan, JobContext job) throws IOException {
        return switch (arrival) {
            case Arrival.Directory d -> new Made.Listing();
            case Arrival.Wrong w -> new Made.Left(w.sentence());
            case Arrival.Instance i ->
                switch (door.deidentify(i.source(), plan.with(FacePass.of(making.faces, i.source())), job)) {
                    case DeidOutcome.Refused r -> new Made.Left(r.sentence());
                    case DeidOutcome.Waiting w -> new Made.Left(w.sentence());
                    case DeidOutcome.Cleaned c ->
                        new Made.Written(making.out.write(c.instance()), c.report(), i.warnings());
                };
        };
    }
}
