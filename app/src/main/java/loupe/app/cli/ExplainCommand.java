package loupe.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import loupe.app.wiring.Workplace;
import loupe.core.study.StudySummary;
import loupe.inference.task.Uncertainty;
import loupe.review.detecting.ExplainFinding;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `loupe explain STUDY --finding F1 [--out DIR]`.
@Command(name = "explain", mixinStandardHelpOptions = true,
        description = "Says how sure a finding and its numbers are, and shows what the model's answer rests on.")
final class ExplainCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Mixin
    StudyArgument study = new StudyArgument();

    @Option(names = "--finding", required = true, paramLabel = "ID", description = "such as F1; `loupe show` lists them")
    String finding = "";

    @Option(names = "--out", paramLabel = "DIR", description = "writes occlusion.png and entropy.png there")
    @Nullable Path out;

    @Option(names = "--json", description = "print JSON")
    boolean json;

    ExplainCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        try (Workplace w = where.open()) {
            StudySummary s = study.in(w);
            session.terminal().begin("explain");
            ExplainFinding.Explained e =
                    w.explaining().run(s.studyUid(), finding, w.models().catalogue(), session.terminal());
            session.terminal().end();
            Path folder = out;
            if (folder != null) {
                Files.createDirectories(folder);
                Files.write(folder.resolve("occlusion.png"), e.mapPng());
                Files.write(folder.resolve("entropy.png"), e.entropyPng());
            }
            if (json) {
                session.json(e.uncertainty());
            } else {
                e.uncertainty().ifPresent(this::print);
            }
            return 0;
        }
    }

    private void print(Uncertainty u) {
        line("probability", u.confidence());
        line("volume, ml", u.volumeMl());
        line("longest diameter, mm", u.longestMm());
        line("across it, mm", u.shortMm());
        line("mean value", u.meanValue());
        session.out().printf(java.util.Locale.ROOT, "%-22s %.3f%n", "nothing there instead", u.otherwise());
    }

    private void line(String what, Uncertainty.Interval i) {
        session.out().printf(java.util.Locale.ROOT, "%-22s %.3f (%.3f to %.3f)%n", what, i.value(), i.low(), i.high());
    }
}
