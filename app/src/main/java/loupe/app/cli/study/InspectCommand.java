package loupe.app.cli.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.ExitCode;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.inspect.Inspection;
import loupe.core.dicom.inspect.Inspector;
import loupe.core.intake.FileSource;
import loupe.core.work.JobContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loupe inspect PATH…`.
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = "Says what files are and what is odd about them, and nothing of whom they are.")
public final class InspectCommand implements Callable<Integer> {
    private final CommandContext session;

    @Option(names = "--identity", description = "also print what names a person, place or date")
    boolean identity;

    @Option(names = "--json", description = "print each file as JSON")
    boolean json;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "files or folders")
    List<Path> paths = List.of();

    public InspectCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        boolean one = paths.size() == 1 && Files.isRegularFile(paths.getFirst());
        Look look = new Look(new Inspector(identity, one), one || identity || json);
        session.terminal().begin("inspect");
        for (Path p : paths) {
            if (!Files.exists(p)) {
                throw new DicomException("there is no such file or folder; check the path", -1);
            }
            FileSource.usual().walk(p, session.terminal(), look);
        }
        session.terminal().end();
        if (!one && !json) {
            look.summary();
        }
        return look.unreadable == 0 ? 0 : ExitCode.FAILED;
    }

    /// Goes from file to file.
    private final class Look implements FileSource.Visitor {
        private final Inspector inspector;
        private final boolean each;
        private final Map<String, Integer> kinds = new TreeMap<>();
        private final Map<String, Integer> oddities = new TreeMap<>();
        private final Map<String, Path> instances = new HashMap<>();
        private final JobContext context = session.terminal();
        private int files;
        private int copies;
        private int unreadable;

        Look(Inspector inspector, boolean each) {
            this.inspector = inspector;
            this.each = each;
        }

        @Override
        public void found(FileSource.Found file) throws IOException {
            context.checkCancelled();
            files++;
            context.progress(files, files + 1L, "files");
            Inspection i = inspector.inspect(file);
            kinds.merge(content(i), 1, Integer::sum);
            boolean copy = !i.instanceUid().isEmpty() && instances.putIfAbsent(i.instanceUid(), file.file()) != null;
            copies += copy ? 1 : 0;
            i.oddities().forEach(o -> oddities.merge(o.replaceFirst("^\\d+ ", ""), 1, Integer::sum));
            unreadable += i.facts().isEmpty() && i.kind() == loupe.core.dicom.inspect.FileKind.DICOM ? 1 : 0;
            if (json) {
                session.json(new Line(file.file().toString(), i.kind().label(), map(i.facts()), i.oddities(), map(i.identity())));
            } else if (each) {
                print(file.file(), i);
            }
        }

        @Override
        public void refused(Path file, String why) {
            files++;
            unreadable++;
            session.err().println("loupe: " + file + ": " + why);
        }

        private String content(Inspection i) {
            return i.facts().stream()
                    .filter(f -> f.name().equals("content"))
                    .map(Inspection.Fact::value)
                    .findFirst()
                    .orElse(i.kind().label());
        }

        private void print(Path file, Inspection i) {
            session.out().println(file + ": " + i.kind().label());
            i.facts().forEach(f -> session.out().printf("  %-26s %s%n", f.name(), f.value()));
            i.identity().forEach(f -> session.out().printf("  %-26s %s%n", f.name(), f.value()));
            i.oddities().forEach(o -> session.out().println("  odd: " + o));
        }

        void summary() {
            session.out().printf("%d files%n", files);
            kinds.forEach((kind, n) -> session.out().printf("%7d  %s%n", n, kind));
            if (copies > 0) {
                session.out().printf("%7d  copies of an instance that was there before%n", copies);
            }
            oddities.forEach((odd, n) -> session.out().printf("%7d  odd: %s%n", n, odd));
        }
    }

    private static Map<String, String> map(List<Inspection.Fact> facts) {
        Map<String, String> out = new java.util.LinkedHashMap<>();
        facts.forEach(f -> out.put(f.name(), f.value()));
        return out;
    }

    /// One file as JSON.
    ///
    /// @param path where it lies
    /// @param kind what it is
    /// @param facts what it holds
    /// @param oddities what is odd
    /// @param identity what names a person; empty unless asked for
    record Line(
            String path, String kind, Map<String, String> facts, List<String> oddities, Map<String, String> identity) {}
}
