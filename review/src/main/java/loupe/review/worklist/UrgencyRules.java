package loupe.review.worklist;

import java.util.List;
import java.util.OptionalDouble;
import loupe.core.study.Urgency;
import loupe.core.study.Urgency.Level;
import loupe.review.edit.ReviewedFinding;

/// How urgent what models found makes a study. The most pressing finding decides, not how many there are; how many of them reach its
/// level breaks ties. What a person rejected does not count, and what readers drew neither: the list is for what nobody has seen yet.
///
/// | kind | p ≥ 0.8 | ≥ 0.5 | ≥ 0.2 | below | score not calibrated |
/// |---|---|---|---|---|---|
/// | within minutes (pneumothorax, haemorrhage, embolism …) | immediate | urgent | soon | routine | urgent |
/// | within hours (fracture, pneumonia, effusion …) | urgent | soon | routine | routine | soon |
/// | within days (nodules, masses, every other abnormality) | soon | soon | routine | routine | routine |
/// | organs and tissue | routine | routine | routine | routine | routine |
public final class UrgencyRules {
    private UrgencyRules() {}

    /// How urgent what a person confirmed or drew is: what the table says of its kind where it is certain.
    public static Level confirmed(ReviewedFinding finding) {
        return FindingKind.of(finding).level(OptionalDouble.of(1));
    }

    /// How urgent a study is that was analysed.
    ///
    /// @param findings all that stand in its review
    public static Urgency of(List<ReviewedFinding> findings) {
        List<Level> all = findings.stream()
                .filter(f -> !f.drawnByReader() && !f.rejected())
                .map(f -> FindingKind.of(f).level(f.finding().probability()))
                .toList();
        Level highest = all.stream().max(Level::compareTo).orElse(Level.ROUTINE);
        return highest == Level.ROUTINE
                ? new Urgency(Level.ROUTINE, 0)
                : new Urgency(highest, (int) all.stream().filter(l -> l == highest).count());
    }
}
