package loupe.app.cli.models;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import loupe.app.cli.shared.CommandContext;
import loupe.app.wiring.Workplace;
import loupe.review.ReviewException;
import loupe.review.consent.Purpose;
import loupe.review.detecting.ArrivalAnalysis;
import picocli.CommandLine.Option;

/// Whether models run on what came in: on request, or by the site's rules.
public final class AnalyzeOption {
    @Option(
            names = "--analyze",
            description = "then run the models the site's rules name (without rules: those that accept) on what came in")
    boolean analyze;

    /// Whether it is asked for and this account may run models; says so where it is for another one to do.
    ///
    /// @throws ReviewException if the option is given and the account may not
    /// @throws IOException if the store fails
    public boolean asked(CommandContext session, Workplace w) throws IOException {
        if (analyze && !w.mayAnalyze()) {
            throw new ReviewException("this account may not run models; leave out --analyze");
        }
        boolean asked = analyze || w.rules().rules().onArrival();
        if (asked && !w.mayAnalyze()) {
            session.err().println("loupe: this account may not run models; another one analyses what came in");
        }
        return asked && w.mayAnalyze();
    }

    /// Runs them.
    ///
    /// @param studies pseudonymous UIDs of the studies that something came for
    /// @param grown pseudonymous UIDs of the series that got images
    /// @return empty where it is not asked for
    /// @throws IOException if the store fails
    public static Optional<ArrivalAnalysis> run(
            boolean asked, CommandContext session, Workplace w, Purpose purpose, Set<String> studies, Set<String> grown) throws IOException {
        if (!asked) {
            return Optional.empty();
        }
        session.terminal().begin("analyze");
        ArrivalAnalysis done =
                w.arrivals(purpose, session.log()::fault).run(studies, grown, w.models().catalogue(), session.terminal());
        session.terminal().end();
        return Optional.of(done);
    }
}
