package loupe.app.cli.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.ExitCode;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.Workplace;
import loupe.core.study.StudySummary;
import loupe.inference.ModelCatalogue;
import loupe.review.ReviewException;
import loupe.review.consent.Purpose;
import loupe.review.detecting.AnalyzeStudy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loupe analyze STUDY|--all [--model ID]`.
@Command(name = "analyze", mixinStandardHelpOptions = true, description = "Runs detection and segmentation models.")
public final class AnalyzeCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Parameters(index = "0", arity = "0..1", paramLabel = "STUDY", description = "which study")
    @Nullable String study;

    @Option(names = "--all", description = "every study that is not sealed")
    boolean all;

    @Option(names = "--model", paramLabel = "ID", description = "one model instead of every one that accepts a series")
    @Nullable String model;

    @Option(names = "--purpose", paramLabel = "P", description = "CARE (default), QA, RESEARCH or TRAINING")
    Purpose purpose = Purpose.CARE;

    @Option(names = "--json", description = "print JSON")
    boolean json;

    public AnalyzeCommand(CommandContext session) {
        this.session = session;
    }

    /// One study's runs.
    ///
    /// @param studyUid pseudonymous UID
    /// @param analysis what ran and what was refused
    record One(String studyUid, AnalyzeStudy.Analysis analysis) {}

    @Override
    public Integer call() throws Exception {
        try (Workplace w = where.open()) {
            ModelCatalogue models = w.models().catalogue();
            List<One> done = new ArrayList<>();
            boolean ok = true;
            for (StudySummary s : chosen(w)) {
                session.terminal().begin("analyze");
                AnalyzeStudy.Analysis a =
                        w.analysis(purpose).run(s.studyUid(), Optional.ofNullable(model), models, session.terminal());
                session.terminal().end();
                done.add(new One(s.studyUid(), a));
                ok &= all || !a.ran().isEmpty();
                if (!json) {
                    print(s, a);
                }
            }
            if (json) {
                session.json(done);
            }
            return ok ? 0 : ExitCode.FAILED;
        }
    }

    private List<StudySummary> chosen(Workplace w) throws Exception {
        String word = study;
        if (all == (word != null)) {
            throw new ReviewException("name one study, or give --all");
        }
        if (word != null) {
            return List.of(w.worklist().find(word));
        }
        return w.store().studies().stream()
                .filter(s -> !s.state().signed())
                .toList();
    }

    private void print(StudySummary s, AnalyzeStudy.Analysis a) {
        AnalysisLines lines = new AnalysisLines(session);
        a.ran().forEach(r -> lines.ran(s.patientPseudonym(), r));
        a.refused().forEach(lines::refused);
        if (a.ran().isEmpty()) {
            session.err().println("loupe: no model ran on a study; `loupe models list` shows what each accepts");
        }
    }
}
