package loupe.app.cli.exchange;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import loupe.app.cli.shared.CommandContext;
import loupe.review.ReviewException;
import picocli.CommandLine.Option;

/// How many answers of a node are enough, and how they are printed.
final class AnswerOptions {
    @Option(names = "--most", paramLabel = "N", description = "answers after which it is enough (default: 500)")
    private int most = 500;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    /// Answers after which it is enough.
    ///
    /// @throws ReviewException if that is none
    int most() throws ReviewException {
        if (most < 1) {
            throw new ReviewException("--most must be at least 1");
        }
        return most;
    }

    /// Prints answers, and says where there are more or none.
    ///
    /// @param all whether these are all there are
    /// @param none what is said where there is none
    <T> void print(CommandContext session, List<T> lines, boolean all, Function<T, String> text, String none) throws IOException {
        if (json) {
            session.json(lines);
        } else {
            lines.forEach(l -> session.out().println(text.apply(l)));
        }
        if (!all) {
            session.err().println("loupe: there are more than " + most + "; ask for less, or with --most N for more");
        } else if (lines.isEmpty()) {
            session.err().println("loupe: " + none);
        }
    }
}
