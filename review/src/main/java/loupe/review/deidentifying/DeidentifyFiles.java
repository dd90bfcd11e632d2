package loupe.review.deidentifying;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import loupe.core.dicom.DeidentifiedInstance;
import loupe.core.dicom.DicomWriter;
import loupe.core.work.JobContext;
import loupe.deid.DeidOutcome;
import loupe.deid.DeidReport;
import loupe.deid.Deidentifier;
import loupe.deid.DryRun;
import loupe.deid.pixel.PixelPlan;
import loupe.review.ReviewException;
import loupe.review.intake.Arrival;
import loupe.review.intake.Incoming;
import loupe.review.intake.IncomingFiles;
import loupe.review.intake.Run;
import loupe.review.intake.RunPlan;

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
        record Written(String output, DirectoryEntry entry, DeidReport report, List<String> oddities) implements Made {}

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
        FileNames names = new FileNames();
        MediaDirectory directory = new MediaDirectory();
        try (FileMap map = FileMap.to(order.map())) {
            files.<Made>eachRun(
                    order.threads(),
                    context,
                    (run, job) -> make(order.out(), names, run, job),
                    (at, made) -> {
                        switch (made) {
                            case Made.Written w -> {
                                sum.add(w.report);
                                sum.warn(w.oddities);
                                directory.add(w.entry);
                                map.add(at.path(), Optional.of(w.output));
                            }
                            case Made.Listing l -> sum.directory();
                            case Made.Left l -> {
                                sum.refuse(new DeidentifiedFiles.Refusal(at.number(), l.sentence));
                                map.add(at.path(), Optional.empty());
                                onRefused.accept(at, l.sentence);
                            }
                        }
                    });
        }
        if (sum.directories() > 0 && !directory.isEmpty()) {
            directory.write(order.out().resolve("DICOMDIR"));
        }
        return sum.done(door.profile().name() + " " + door.profile().version(), files.count());
    }

    /// Shows what would be done to each file, and writes nothing.
    ///
    /// @param show takes each file and what would be done, in order
    /// @throws IOException if nothing can be read
    public void dryRun(List<Path> in, BiConsumer<Incoming, DryRun> show, JobContext context) throws IOException {
        IncomingFiles.below(in)
                .<DryRun>each(1, context, (at, arrival, job) -> switch (arrival) {
                    case Arrival.Instance i -> DryRun.of(door, i.source(), job);
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

    private List<Made> make(Path out, FileNames names, Run run, JobContext job) throws IOException {
        PixelPlan plan = RunPlan.of(door, run, job);
        List<Made> made = new ArrayList<>();
        for (Run.Arrived a : run.arrivals()) {
            made.add(make(out, names, a.arrival(), plan, job));
        }
        return made;
    }

    private Made make(Path out, FileNames names, Arrival arrival, PixelPlan plan, JobContext job) throws IOException {
        return switch (arrival) {
            case Arrival.Directory d -> new Made.Listing();
            case Arrival.Wrong w -> new Made.Left(w.sentence());
            case Arrival.Instance i ->
                switch (door.deidentify(i.source(), plan, job)) {
                    case DeidOutcome.Refused r -> new Made.Left(r.sentence());
                    case DeidOutcome.Waiting w -> new Made.Left(w.sentence());
                    case DeidOutcome.Cleaned c -> {
                        String name = name(names, c.instance());
                        write(out.resolve(name), c.instance());
                        yield new Made.Written(name, DirectoryEntry.of(name, c.instance()), c.report(), i.warnings());
                    }
                };
        };
    }

    private static String name(FileNames names, DeidentifiedInstance instance) {
        synchronized (names) {
            return names.of(instance);
        }
    }

    private static void write(Path file, DeidentifiedInstance instance) throws IOException {
        Files.createDirectories(file.getParent());
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16)) {
            DicomWriter.writeFile(instance.data(), instance.syntax(), out);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(part);
            throw e;
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
