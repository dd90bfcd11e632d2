package loupe.review.detecting;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import loupe.core.finding.Prediction;

/// What ran and what did not, while an analysis goes on.
final class Results {
    private final List<AnalyzeStudy.Ran> ran = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final Set<String> passedOver = new LinkedHashSet<>();

    void ran(Target t, Prediction p) {
        ran.add(new AnalyzeStudy.Ran(p.provenance().modelId(), t.series().number(), OptionalInt.of(p.findings().size())));
    }

    void refused(String why) {
        refused.add(why);
    }

    /// Why nothing fits a series; said only where nothing ran at all.
    void passedOver(String why) {
        passedOver.add(why);
    }

    AnalyzeStudy.Analysis analysis() {
        List<String> why = new ArrayList<>(refused);
        if (ran.isEmpty()) {
            why.addAll(passedOver);
        }
        return new AnalyzeStudy.Analysis(ran, why);
    }
}
