package loupe.review.twice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// How readers agree, in words: the same on the command line and in the window.
public final class AgreementWords {
    private AgreementWords() {}

    /// A line each, parts of one thing indented.
    public static List<String> of(AgreementReport r) {
        List<String> out = new ArrayList<>();
        out.add(r.studies() + (r.studies() == 1 ? " study" : " studies") + " read by two readers and settled"
                + r.from().map(d -> " from " + d).orElse("") + r.until().map(d -> " until " + d).orElse("")
                + ", by " + r.pairsOfReaders() + (r.pairsOfReaders() == 1 ? " pair" : " pairs") + " of readers; " + r.open()
                + " not settled yet");
        for (AgreementReport.OfClass c : r.classes()) {
            out.add(c.kind() + ", found in a study: both " + c.both() + ", only the first " + c.onlyFirst() + ", only the second "
                    + c.onlySecond() + ", neither " + c.neither());
            out.add("  kappa (Cohen): " + c.kappa().words(2, ""));
            c.fleiss().ifPresent(f -> out.add("  kappa (Fleiss): " + f.words(2, "")));
            out.add("  positive agreement: " + c.positive().words(2, ""));
            out.add("  negative agreement: " + c.negative().words(2, ""));
        }
        out.add("findings: both " + r.found().both() + ", only the first " + r.found().onlyFirst() + ", only the second "
                + r.found().onlySecond());
        out.add("  positive agreement: " + r.positiveOfFindings().words(2, ""));
        out.add("outlines of one thing, medians");
        out.add("  Dice: " + r.dice().words(3, ""));
        out.add("  HD95: " + r.hd95Mm().words(1, "mm"));
        out.add("measured by both");
        out.add("  volumes, ICC(2,1): " + r.volumes().words(3, ""));
        out.add("  lengths, ICC(2,1): " + r.lengths().words(3, ""));
        if (!r.rulings().isEmpty()) {
            out.add("differences settled for: " + counts(r.rulings()) + "; because: " + counts(r.reasons()));
        }
        return List.copyOf(out);
    }

    private static String counts(Map<String, Integer> all) {
        return all.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> e.getKey() + " " + e.getValue())
                .collect(Collectors.joining(", "));
    }
}
