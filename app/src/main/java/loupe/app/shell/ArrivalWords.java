package loupe.app.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import loupe.review.detecting.AnalyzeStudy;
import loupe.review.detecting.ArrivalAnalysis;
import loupe.review.detecting.ArrivalAnalysis.State;

/// The analysis of what came in, in a sentence or two.
final class ArrivalWords {
    private ArrivalWords() {}

    static String of(ArrivalAnalysis done) {
        List<String> out = new ArrayList<>();
        long ran = done.count(State.ANALYSED);
        out.add(done.cancelled()
                ? "Analysis stopped; what came in is kept, " + studies(ran) + " analysed."
                : ran == 0
                        ? "Nothing to analyse in what came in."
                        : done.findings().isEmpty()
                                ? "What came in is analysed: " + studies(ran) + "."
                                : "What came in is analysed: " + count(done.findings().getAsInt(), "finding", "findings") + " in "
                                        + studies(ran) + ".");
        if (done.count(State.SEALED) > 0) {
            out.add("Sealed, and so left as they are: " + studies(done.count(State.SEALED)) + ".");
        }
        if (done.count(State.FAILED) > 0) {
            String why = done.studies().stream().filter(s -> s.state() == State.FAILED).findFirst().orElseThrow().fault();
            out.add("Not analysed: " + studies(done.count(State.FAILED)) + " (" + why + ").");
        }
        List<String> refused = done.studies().stream().flatMap(s -> s.refused().stream()).distinct().toList();
        if (!refused.isEmpty()) {
            out.add("Not run: " + String.join(" ", refused));
        }
        return String.join(" ", out);
    }

    /// How much was found, after a colon; nothing where that is not told yet.
    static String found(List<AnalyzeStudy.Ran> ran) {
        OptionalInt found = AnalyzeStudy.Ran.findings(ran);
        return found.isEmpty() ? "" : ": " + count(found.getAsInt(), "finding", "findings");
    }

    private static String studies(long n) {
        return count(n, "study", "studies");
    }

    private static String count(long n, String one, String several) {
        return n + " " + (n == 1 ? one : several);
    }
}
