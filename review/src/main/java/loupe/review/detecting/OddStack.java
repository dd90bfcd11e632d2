package loupe.review.detecting;

import java.util.List;
import java.util.Set;
import loupe.core.finding.Finding;
import loupe.core.finding.Prediction;
import loupe.core.study.Stack;

/// What a model says of a stack whose slices lie elsewhere than its grid says.
final class OddStack {
    private static final Set<String> NOT_TRUE = Set.of("ml", "mL", "mm3", "mm");

    private OddStack() {}

    /// The same answer without volumes and lengths where those do not hold.
    static Prediction measured(Prediction p, Stack stack) {
        if (stack.volumesHold()) {
            return p;
        }
        List<Finding> out = p.findings().stream()
                .map(f -> f.measured(f.measurements().stream()
                        .filter(m -> !NOT_TRUE.contains(m.unit().value()))
                        .toList()))
                .toList();
        return new Prediction(p.seriesUid(), p.provenance(), out, p.segmentation());
    }
}
