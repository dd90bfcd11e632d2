package loupe.review.detecting;

import java.util.ArrayList;
import java.util.List;
import loupe.core.finding.Prediction;

/// What ran and what did not, while an analysis goes on.
final class Results {
    private final List<AnalyzeStudy.Ran> ran = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    void ran(Target t, Prediction p) {
        ran.add(new AnalyzeStudy.Ran(p.provenance().modelId(), t.series().number(), p.findings().size()));
    }

    void refused(String why) {
        refused.add(why);
    }

    AnalyzeStudy.Analysis analysis() {
        return new AnalyzeStudy.Analysis(ran, refused);
    }
}
