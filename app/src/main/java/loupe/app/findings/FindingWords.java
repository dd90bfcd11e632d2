package loupe.app.findings;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.sayNumbers;
import static loupe.app.text.Words.told;

import java.util.ArrayList;
import java.util.List;
import loupe.app.text.Words;
import loupe.core.finding.Measurement;
import loupe.core.finding.Verdict;
import loupe.review.edit.ReviewedFinding;

/// A finding in words and signs.
final class FindingWords {
    private FindingWords() {}

    /// What was decided; of a reader's own segment that it is drawn, or empty yet, until somebody decides on it.
    static String verdict(ReviewedFinding f) {
        return f.standsAsDrawn()
                ? f.emptied() ? say("begun, empty yet") : say("drawn by a reader")
                : verdict(f.verdict());
    }

    private static String verdict(Verdict v) {
        return switch (v) {
            case Verdict.Unreviewed u -> say("to review");
            case Verdict.Accepted a -> say("accepted");
            case Verdict.Edited e -> say("edited");
            case Verdict.Rejected r -> say("rejected: {0}", told(r.reason().meaning()));
        };
    }

    /// Style class of a verdict.
    static String style(Verdict v) {
        return switch (v) {
            case Verdict.Unreviewed u -> "unreviewed";
            case Verdict.Accepted a -> "accepted";
            case Verdict.Edited e -> "edited";
            case Verdict.Rejected r -> "rejected";
        };
    }

    static String title(ReviewedFinding f) {
        return f.finding().id() + "  " + f.label();
    }

    /// Confidence and sizes; an edited outline's volume or area is measured anew.
    static String sizes(ReviewedFinding f) {
        if (f.drawnByReader()) {
            return f.hasVolume() && !f.emptied() ? millilitres(f.segment().orElseThrow().mask().millilitres()) + " mL" : "";
        }
        List<String> out = new ArrayList<>();
        f.finding().probability().ifPresentOrElse(
                p -> out.add(String.format(Words.locale(), "%.0f %%", 100 * p)), () -> out.add(say("not calibrated")));
        boolean edited = f.segment().isPresent()
                && f.original().isPresent()
                && !f.segment().get().mask().equals(f.original().get());
        if (edited && f.flat()) {
            if (!f.finding().measurements().isEmpty()) {
                out.add(sayNumbers("%.0f mm² (model %.0f mm²)",
                        f.segment().orElseThrow().mask().squareMillimetres(),
                        f.original().orElseThrow().squareMillimetres()));
            }
        } else if (edited && f.hasVolume()) {
            out.add(sayNumbers("%s mL (model %s mL)",
                    millilitres(f.segment().orElseThrow().mask().millilitres()),
                    millilitres(f.original().orElseThrow().millilitres())));
        } else {
            for (Measurement m : f.finding().measurements()) {
                out.add(String.format(Words.locale(), "%s %s", number(m.value()), unit(m.unit().value())).strip());
            }
        }
        if (edited) {
            out.add(String.format(
                    Words.locale(), "Dice %.2f", f.segment().orElseThrow().mask().dice(f.original().orElseThrow())));
        }
        return String.join("  ·  ", out);
    }

    static String model(ReviewedFinding f) {
        return f.drawnByReader() ? say("a reader") : f.finding().provenance().modelId() + " " + f.finding().provenance().modelVersion();
    }

    /// A UCUM unit as readers write it.
    private static String unit(String ucum) {
        return switch (ucum) {
            case "mm2" -> "mm²";
            case "mm3" -> "mm³";
            case "ml" -> "mL";
            case "1" -> "";
            default -> ucum.replace("mm2", "mm²");
        };
    }

    private static String millilitres(double ml) {
        return ml < 10 ? String.format(Words.locale(), "%.2f", ml) : String.format(Words.locale(), "%.0f", ml);
    }

    private static String number(double v) {
        return v < 10 ? String.format(Words.locale(), "%.1f", v) : String.format(Words.locale(), "%.0f", v);
    }
}
