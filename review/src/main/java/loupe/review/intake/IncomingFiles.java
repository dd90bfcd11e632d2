package loupe.review.intake;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import loupe.core.dicom.DicomException;
import loupe.core.intake.FileSource;
import loupe.core.work.JobContext;
import loupe.review.ReviewException;
import org.jspecify.annotations.Nullable;

/// All files below some paths, in order of name. Archives (ZIP, gzip) are gone through in memory; links are not followed.
public final class IncomingFiles {
    private final List<Path> roots;
    private final List<Path> files;
    private final List<FileSource.Found> held;
    private final String volumeModality;

    private IncomingFiles(List<Path> roots, List<Path> files, List<FileSource.Found> held, String volumeModality) {
        this.roots = roots;
        this.files = files;
        this.held = held;
        this.volumeModality = volumeModality;
    }

    /// Instances that lie in no file of their own, in order: what another system sent.
    ///
    /// @param held each opened again for every pass over them
    public static IncomingFiles held(List<? extends FileSource.Found> held) {
        return new IncomingFiles(List.of(), List.of(), List.copyOf(held), "OT");
    }

    /// The same files, with somebody's word for what made the NIfTI volumes among them.
    ///
    /// @param modality such as `CT`; without it `OT`
    public IncomingFiles volumesAs(String modality) {
        return new IncomingFiles(roots, files, held, modality);
    }

    /// What is made of one arrival, on any thread.
    @FunctionalInterface
    public interface Work<T> {
        /// @param job tells of a cancel; progress is not shown
        T of(Incoming file, Arrival arrival, JobContext job) throws IOException;
    }

    /// Takes what was made, in order, on the calling thread.
    @FunctionalInterface
    public interface Sink<T> {
        /// @throws IOException to end the walk
        void take(Incoming file, T made) throws IOException;
    }

    /// Lists the files.
    ///
    /// @throws ReviewException if a path is not there or there is no file at all
    /// @throws IOException if a folder cannot be listed
    public static IncomingFiles below(List<Path> paths) throws IOException {
        List<Path> out = new ArrayList<>();
        for (Path p : paths) {
            if (!Files.exists(p)) {
                throw new ReviewException("a path to import does not exist; check its spelling");
            }
            out.addAll(regular(p));
        }
        if (out.isEmpty()) {
            throw new ReviewException("there is no file to import; give a folder that holds DICOM files");
        }
        return new IncomingFiles(List.copyOf(paths), List.copyOf(out), List.of(), "OT");
    }

    /// How many there are; an archive counts as one.
    public int count() {
        return files.size() + held.size();
    }

    /// Whether they lie on this machine's disk, so that they can be looked at again later.
    public boolean stay() {
        return held.isEmpty();
    }

    /// Reads every file and makes something of it.
    ///
    /// @param threads how many arrivals are worked on at a time
    /// @throws IOException if work or sink throw it
    /// @throws loupe.core.work.CancelledException if cancelled
    public <T> void each(int threads, JobContext context, Work<T> work, Sink<T> sink) throws IOException {
        each(threads, context, new Works<>(work, sink, null));
    }

    /// As [#each(int,JobContext,Work,Sink)], for work that keeps nothing of an arrival: its bytes are lent to the work and
    /// are another file's afterwards.
    ///
    /// @throws IOException if work or sink throw it
    /// @throws loupe.core.work.CancelledException if cancelled
    public <T> void eachAlone(int threads, JobContext context, Work<T> work, Sink<T> sink) throws IOException {
        each(threads, context, new Works<>(work, sink, stay() ? new Lent() : null));
    }

    private record Works<T>(Work<T> work, Sink<T> sink, @Nullable Lent lent) {
        Lent.Lease read(FileSource.Found file) throws Unread {
            try {
                return lent == null ? Lent.Lease.kept(file.bytes()) : lent.read(file);
            } catch (OutOfMemoryError e) {
                throw new Unread("it asks for more memory than this machine gives; it is left out", new IOException(e));
            } catch (DicomException e) {
                throw new Unread(e.getMessage() + "; it is left out", e);
            } catch (IOException e) {
                throw new Unread("it cannot be read; check that you may read it", e);
            }
        }
    }

    /// A file whose bytes cannot be had.
    private static final class Unread extends Exception {
        private static final long serialVersionUID = 1L;

        Unread(String sentence, IOException cause) {
            super(sentence, cause);
        }

        String sentence() {
            return String.valueOf(getMessage());
        }
    }

    private <T> void each(int threads, JobContext context, Works<T> works) throws IOException {
        FileSource source = FileSource.usual();
        try (Lanes<T> lanes = new Lanes<>(threads, works.sink)) {
            for (int i = 0; i < files.size(); i++) {
                source.walk(files.get(i), context, new Sends<>(i, lanes, works, context));
                context.progress(i + 1, files.size(), "files");
            }
            for (int i = 0; i < held.size(); i++) {
                context.checkCancelled();
                new Sends<>(i, lanes, works, context).found(held.get(i));
                context.progress(i + 1, held.size(), "files");
            }
            lanes.drain();
        }
    }

    /// What is made of the arrivals of a run, on any thread; one for each, in their order.
    @FunctionalInterface
    public interface RunWork<T> {
        /// @param job tells of a cancel; progress is not shown
        List<T> of(Run run, JobContext job) throws IOException;
    }

    /// Reads every file, gathers neighbouring slices into runs and makes something of each arrival.
    ///
    /// @param threads how many runs are worked on at a time
    /// @throws IOException if work or sink throw it
    /// @throws loupe.core.work.CancelledException if cancelled
    public <T> void eachRun(int threads, JobContext context, RunWork<T> work, Sink<T> sink) throws IOException {
        JobContext quiet = new Quiet(context);
        record Done<T>(Run run, List<T> made) {}
        Sink<Done<T>> apart = (at, done) -> {
            for (int i = 0; i < done.made.size(); i++) {
                sink.take(done.run.arrivals().get(i).at(), done.made.get(i));
            }
        };
        try (Lanes<Done<T>> lanes = new Lanes<>(threads, apart)) {
            RunBuilder builder = new RunBuilder(run ->
                    lanes.send(run.arrivals().getFirst().at(), () -> new Done<>(run, work.of(run, quiet))));
            this.<Arrival>each(1, context, (at, arrival, job) -> arrival, (at, arrival) -> builder.add(new Run.Arrived(at, arrival)));
            builder.flush();
            lanes.drain();
        }
    }

    /// Sends what a walk finds to the lanes.
    private final class Sends<T> implements FileSource.Visitor {
        private final int index;
        private final Lanes<T> lanes;
        private final Works<T> works;
        private final JobContext context;
        private final Arrivals arrivals = new Arrivals(volumeModality);
        private int entries;

        Sends(int index, Lanes<T> lanes, Works<T> works, JobContext context) {
            this.index = index;
            this.lanes = lanes;
            this.works = works;
            this.context = context;
        }

        @Override
        public void found(FileSource.Found file) throws IOException {
            context.checkCancelled();
            Incoming at = incoming(file.archived());
            JobContext quiet = new Quiet(context);
            if (file.archived()) {
                MemorySegment bytes = file.bytes();
                lanes.send(at, () -> works.work.of(at, arrivals.read(at, bytes), quiet));
            } else {
                lanes.send(at, onArrival(file, at, quiet));
            }
        }

        private Callable<T> onArrival(FileSource.Found file, Incoming at, JobContext quiet) {
            return () -> {
                try (Lent.Lease lease = works.read(file)) {
                    return works.work.of(at, arrivals.read(at, lease.bytes()), quiet);
                } catch (Unread e) {
                    return works.work.of(at, new Arrival.Wrong(e.sentence()), quiet);
                }
            };
        }

        @Override
        public void refused(Path file, String why) {
            Incoming at = incoming(false);
            lanes.later(at, () -> works.work.of(at, new Arrival.Wrong(why + "; it is left out"), new Quiet(context)));
        }

        private Incoming incoming(boolean archived) {
            if (!held.isEmpty()) {
                return new Incoming(held.get(index).file(), "instance " + (index + 1), index + 1, 0);
            }
            Path file = files.get(index);
            return new Incoming(file, shown(file), index + 1, archived ? ++entries : 0);
        }
    }

    private String shown(Path file) {
        for (Path root : roots) {
            if (file.startsWith(root) && !file.equals(root)) {
                return root.relativize(file).toString();
            }
        }
        return String.valueOf(file.getFileName());
    }

    private static List<Path> regular(Path root) throws IOException {
        List<Path> below = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                // A link or a device is named as such when it is its turn.
                below.add(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                below.add(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
                if (e != null) {
                    below.add(folder);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        below.sort(null);
        return below;
    }
}
