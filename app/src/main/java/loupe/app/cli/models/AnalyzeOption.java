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

    /// Whether it was given.
    public boolean given() {
        return analyze;
    }

    /// Whether this account may run models; says so where rules ask for it and it is for another one to do.
    ///
    /// @throws ReviewException if the option is given and the account may not
    /// @throws IOException if the store fails
    public boolean may(CommandContext session, Workplace w) throws IOException {
        boolean may = w.mayAnalyze();
        if (analyze && !may) {
            throw new ReviewException("this account may not run models; leave out --analyze");
        }
        if (!may && w.rules().rules().onArrival()) {
            session.err().println("loupe: this account may not run models; another one analyses what came in");
        }
        return may;
    }

    /// Whether it is asked for and this account may.
    ///
    /// @throws ReviewException if the option is given and the account may not
    /// @throws IOException if the store fails
    public boolean asked(CommandContext session, Workplace w) throws IOException {
        return may(session, w) && (analyze || w.rules().rules().onArrival());
    }

    /// The same for what is fetched from a node.
    ///
    /// @param node its name
    /// @throws ReviewException if the option is given and the account may not
    /// @throws IOException if the store fails
    public boolean asked(CommandContext session, Workplace w, String node) throws IOException {
        return may(session, w) && (analyze || w.rules().rules().analyses(node));
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
