package loupe.app.shell;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.sayCount;
import static loupe.app.text.Words.told;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import loupe.app.text.Words;
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
                ? say("Analysis stopped; what came in is kept, {0} analysed.", studies(ran))
                : ran == 0
                        ? say("Nothing to analyse in what came in.")
                        : done.findings().isEmpty()
                                ? say("What came in is analysed: {0}.", studies(ran))
                                : say("What came in is analysed: {0} in {1}.", findings(done.findings().getAsInt()), studies(ran)));
        if (done.count(State.SEALED) > 0) {
            out.add(say("Sealed, and so left as they are: {0}.", studies(done.count(State.SEALED))));
        }
        if (done.count(State.FAILED) > 0) {
            String why = done.studies().stream().filter(s -> s.state() == State.FAILED).findFirst().orElseThrow().fault();
            out.add(say("Not analysed: {0} ({1}).", studies(done.count(State.FAILED)), told(why)));
        }
        List<String> refused = done.studies().stream().flatMap(s -> s.refused().stream()).distinct().toList();
        if (!refused.isEmpty()) {
            out.add(say("Not run: {0}", String.join(" ", refused.stream().map(Words::told).toList())));
        }
        return String.join(" ", out);
    }

    /// How much was found, after a colon; nothing where that is not told yet.
    static String found(List<AnalyzeStudy.Ran> ran) {
        OptionalInt found = AnalyzeStudy.Ran.findings(ran);
        return found.isEmpty() ? "" : ": " + findings(found.getAsInt());
    }

    private static String studies(long n) {
        return sayCount(n, "{0} study", "{0} studies");
    }

    private static String findings(long n) {
        return sayCount(n, "{0} finding", "{0} findings");
    }
}
