package loupe.review.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import loupe.review.edit.KeptReport;
import loupe.review.edit.KeptReport.Line;
import loupe.review.edit.KeptReport.Origin;
import loupe.review.edit.ReviewState;

/// Puts what a reader wrote and what would be drafted now together: the reader's words stay as they are, and say where they no longer
/// fit; everything else is drafted anew.
final class Merging {
    private Merging() {}

    /// The lines in the order they are read, numbered.
    static List<ReportLine> of(Draft draft, Optional<KeptReport> kept, ReviewState state) {
        Map<String, Line> written = new HashMap<>();
        kept.ifPresent(k -> k.lines().stream()
                .filter(l -> l.origin() != Origin.DRAFTED)
                .forEach(l -> written.put(l.key(), l)));
        List<ReportLine> out = new ArrayList<>();
        for (Sentence s : draft.sentences()) {
            Line own = written.remove(s.key());
            out.add(own == null ? drafted(s) : merged(s, own));
        }
        kept.ifPresent(k -> k.lines().stream()
                .filter(l -> written.containsKey(l.key()))
                .filter(l -> l.origin() != Origin.REMOVED)
                .forEach(l -> out.add(left(l, state))));
        return numbered(out);
    }

    /// The lines of a report as it was kept: what is read is what is signed, or was.
    static List<ReportLine> asKept(KeptReport kept) {
        return numbered(kept.lines().stream()
                .map(l -> new ReportLine(
                        0, l.key(), ReportSection.valueOf(l.section()), l.heading(), l.text(), l.drafted(), l.links(), l.origin(), false,
                        ""))
                .toList());
    }

    /// Whether a draft reads otherwise than the one a report was kept from: a prior was sealed, images came, the program changed.
    static boolean otherwise(Draft draft, KeptReport kept) {
        Map<String, String> then = new HashMap<>();
        kept.lines().stream().filter(l -> !l.drafted().isEmpty()).forEach(l -> then.put(l.key(), l.drafted()));
        Map<String, String> now = new HashMap<>();
        draft.sentences().forEach(s -> now.put(s.key(), s.text()));
        return !then.equals(now);
    }

    private static ReportLine drafted(Sentence s) {
        return new ReportLine(0, s.key(), s.section(), s.heading(), s.text(), s.text(), s.links(), Origin.DRAFTED, false, "");
    }

    private static ReportLine merged(Sentence s, Line own) {
        boolean same = own.drafted().equals(s.text());
        String misfit = same ? "" : own.origin() == Origin.REMOVED
                ? "You took a sentence out that would read otherwise now: “" + s.text() + "”"
                : "You wrote “" + own.text() + "”; the draft would now say “" + s.text() + "”";
        String text = own.origin() == Origin.REMOVED ? s.text() : own.text();
        return new ReportLine(0, s.key(), s.section(), s.heading(), text, s.text(), s.links(), own.origin(), false, misfit);
    }

    /// What the draft says nothing of any more, and the reader's own.
    private static ReportLine left(Line own, ReviewState state) {
        List<String> gone = own.links().stream().filter(l -> !KeptReport.speaksOf(state, l)).map(KeptReport.Link::id).toList();
        String misfit = own.origin() == Origin.OWN ? "" : gone.isEmpty()
                ? "The draft has no sentence in place of “" + own.text() + "” any more; put it otherwise or take it out"
                : "“" + own.text() + "” speaks of " + gone.stream().collect(Collectors.joining(", "))
                        + ", which is no longer accepted; put it otherwise, then it is your own sentence, or take it out";
        return new ReportLine(
                0, own.key(), ReportSection.valueOf(own.section()), own.heading(), own.text(), "", own.links(), own.origin(),
                !gone.isEmpty(), misfit);
    }

    /// By section, what is read numbered from 1.
    private static List<ReportLine> numbered(List<ReportLine> lines) {
        List<ReportLine> out = new ArrayList<>();
        int n = 0;
        for (ReportLine l : lines.stream().sorted(Comparator.comparing(ReportLine::section)).toList()) {
            out.add(l.numbered(l.read() ? ++n : 0));
        }
        return out;
    }
}
