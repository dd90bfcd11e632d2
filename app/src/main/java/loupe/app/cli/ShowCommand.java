package loupe.app.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import loupe.app.wiring.Workplace;
import loupe.core.study.Series;
import loupe.core.study.StudySummary;
import loupe.review.edit.ReviewState;
import loupe.review.exporting.FindingsJson;
import loupe.review.session.ReviewSession;
import loupe.review.session.StudyImages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `loupe show STUDY`.
@Command(name = "show", mixinStandardHelpOptions = true, description = "Shows a study's series, findings and seal.")
final class ShowCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Mixin
    StudyArgument study = new StudyArgument();

    @Option(names = "--json", description = "print JSON")
    boolean json;

    ShowCommand(Session session) {
        this.session = session;
    }

    /// What `--json` prints.
    ///
    /// @param study the study
    /// @param series its series
    /// @param review findings and seal
    /// @param sealFits whether the seal fits what it signed; absent while unsealed
    record Shown(StudySummary study, List<OneSeries> series, FindingsJson review, Optional<Boolean> sealFits) {}

    /// One series.
    ///
    /// @param uid pseudonymous UID
    /// @param number Series Number
    /// @param modality Modality
    /// @param description what is left of it
    /// @param instances number of instances
    /// @param slicesOfStacks slices of each stack
    record OneSeries(
            String uid, int number, String modality, String description, int instances, List<Integer> slicesOfStacks) {}

    @Override
    public Integer call() throws Exception {
        try (Workplace w = where.open()) {
            StudySummary s = study.in(w);
            ReviewSession review = w.review(s.studyUid());
            Optional<Boolean> fits = w.sealing().verify(s.studyUid());
            List<Series> series = StudyImages.of(w.store(), s.studyUid()).series();
            if (json) {
                session.json(new Shown(
                        s,
                        series.stream().map(ShowCommand::one).toList(),
                        FindingsJson.of(review.state()),
                        fits));
            } else {
                print(s, series, review.state(), fits);
            }
            return fits.orElse(true) ? 0 : CommandLineApp.FAILED;
        }
    }

    private static OneSeries one(Series s) {
        return new OneSeries(
                s.uid(),
                s.number(),
                s.modality(),
                s.description(),
                s.instances().size(),
                s.stacks().stream().map(t -> t.slices().size()).toList());
    }

    private void print(StudySummary s, List<Series> series, ReviewState state, Optional<Boolean> fits) {
        Lines.study(session.out(), s);
        session.out().println("  " + s.studyUid());
        for (Series x : series) {
            session.out().printf(
                    "  series %d  %s  %s  %d instances, stacks of %s slices%n",
                    x.number(),
                    x.modality(),
                    x.description(),
                    x.instances().size(),
                    x.stacks().stream().map(t -> String.valueOf(t.slices().size())).toList());
            x.stacks().forEach(t -> t.warnings().forEach(warning -> session.out().println("    warning: " + warning)));
        }
        state.findings().forEach(f -> Lines.finding(session.out(), f));
        state.seal().ifPresent(seal -> session.out().println("  sealed by " + seal.by() + " at " + seal.at() + ": "
                + seal.meaning() + (fits.orElse(false) ? " (fits)" : " (DOES NOT FIT what it signed)")));
    }
}
