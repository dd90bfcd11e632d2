package loupe.app.cli.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.cli.shared.StudyArgument;
import loupe.app.wiring.Workplace;
import loupe.core.finding.Alternative;
import loupe.core.study.StudySummary;
import loupe.inference.task.Uncertainty;
import loupe.review.explaining.ExplainFinding;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `loupe explain STUDY --finding F1 [--out DIR]`.
@Command(name = "explain", mixinStandardHelpOptions = true,
        description = "Says how sure a finding and its numbers are, what else it could be, and what the answer rests on.")
public final class ExplainCommand implements Callable<Integer> {
    private final CommandContext session;

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

    public ExplainCommand(CommandContext session) {
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
                write(e, folder);
            }
            if (json) {
                session.json(new ExplainedJson(e.finding().id().value(), e.finding().label(), e.finding().confidence(),
                        e.finding().calibrated(), e.saysHowSure(), e.alternatives(), e.uncertainty()));
            } else {
                print(e);
            }
            return 0;
        }
    }

    /// What `--json` prints.
    ///
    /// @param finding its id
    /// @param label what the model takes it for
    /// @param confidence how sure the model is, 0 to 1; 1 where it does not say
    /// @param calibrated whether that was fitted to truth and so is a probability
    /// @param saysHowSure whether the model says how sure it is
    /// @param alternatives what it could be instead, most probable first
    /// @param uncertainty intervals; absent of models that do not answer slice by slice
    record ExplainedJson(
            String finding,
            String label,
            double confidence,
            boolean calibrated,
            boolean saysHowSure,
            List<Alternative> alternatives,
            Optional<Uncertainty> uncertainty) {}

    private void write(ExplainFinding.Explained e, Path folder) throws IOException {
        if (e.pictures().isEmpty()) {
            session.err().println("no pictures: only models that answer slice by slice can be asked what they rest on");
            return;
        }
        Files.createDirectories(folder);
        Files.write(folder.resolve("occlusion.png"), e.pictures().get().mapPng());
        Files.write(folder.resolve("entropy.png"), e.pictures().get().entropyPng());
    }

    private void print(ExplainFinding.Explained e) {
        e.uncertainty().ifPresentOrElse(u -> print(u, scale(e)), () -> {
            if (e.saysHowSure()) {
                value(scale(e), e.finding().confidence());
            }
        });
        if (!e.saysHowSure()) {
            session.out().println("the model answers with labels only: it does not say how sure it is or what else it could be");
        }
        e.alternatives().forEach(a -> value(a.label() + " instead", a.probability()));
    }

    private static String scale(ExplainFinding.Explained e) {
        return e.finding().calibrated() ? "probability" : "score (not calibrated)";
    }

    private void print(Uncertainty u, String scale) {
        line(scale, u.confidence());
        line("volume, ml", u.volumeMl());
        line("longest diameter, mm", u.longestMm());
        line("across it, mm", u.shortMm());
        line("mean value", u.meanValue());
    }

    private void value(String what, double value) {
        session.out().printf(java.util.Locale.ROOT, "%-22s %.3f%n", what, value);
    }

    private void line(String what, Uncertainty.Interval i) {
        session.out().printf(java.util.Locale.ROOT, "%-22s %.3f (%.3f to %.3f)%n", what, i.value(), i.low(), i.high());
    }
}
