package loupe.review.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import loupe.review.edit.KeptReport.Link;

/// A report as plain text.
public final class ReportText {
    /// What every report says at its end.
    public static final String NOTICE =
            "Made with software that is not a certified medical device; a qualified person decides and signs.";

    /// What is said where a new draft would read otherwise.
    public static final String OTHERWISE =
            "A new draft would read otherwise, though the findings are the same (a prior, the images or the program changed).";

    private ReportText() {}

    /// Lines of text.
    ///
    /// @param named whether each sentence has its number and the findings it speaks of
    public static List<String> of(Report report, boolean named) {
        List<String> out = new ArrayList<>();
        out.add(title(report));
        out.add(who(report));
        out.add(standing(report));
        for (ReportSection s : ReportSection.values()) {
            section(report, s, named, out);
        }
        out.add("");
        if (report.undecided() > 0) {
            out.add(undecided(report));
        }
        if (named && report.otherwise()) {
            out.add(OTHERWISE);
        }
        out.add(NOTICE);
        return out;
    }

    private static void section(Report report, ReportSection section, boolean named, List<String> out) {
        List<ReportLine> lines = named ? report.read(section) : report.leaving(section);
        if (lines.isEmpty()) {
            return;
        }
        out.add("");
        out.add(section.title().toUpperCase(Locale.ROOT));
        String heading = "";
        for (ReportLine l : lines) {
            if (!l.heading().equals(heading)) {
                heading = l.heading();
                out.add((named ? "     " : "") + (heading.isEmpty() ? "Other" : heading) + ":");
            }
            out.add(named ? String.format("%3d  %s%s", l.number(), l.text(), links(l)) : l.text());
            if (named && !l.misfit().isEmpty()) {
                out.add("     ! " + l.misfit());
            }
        }
    }

    /// The findings a line speaks of and where its words come from, such as `  [F1, put otherwise]`.
    public static String links(ReportLine l) {
        List<String> said = new ArrayList<>(l.links().stream().map(Link::id).toList());
        switch (l.origin()) {
            case EDITED -> said.add("put otherwise");
            case OWN -> said.add("the reader's own");
            case DRAFTED, REMOVED -> { }
        }
        return said.isEmpty() ? "" : "  [" + said.stream().collect(Collectors.joining(", ")) + "]";
    }

    /// What the report is of.
    public static String title(Report report) {
        return "Report: " + report.kind();
    }

    /// Of whom, under pseudonyms, with shifted dates.
    public static String who(Report report) {
        return ("Patient " + report.study().patientPseudonym() + "  " + report.study().sex() + " " + report.study().age() + "  study of "
                + report.study().studyDate() + " (all dates are shifted)").replaceAll(" {3,}", "  ");
    }

    /// Whether it is a draft or who signed it.
    public static String standing(Report report) {
        if (report.seal().isEmpty()) {
            return report.standing().text().toUpperCase(Locale.ROOT);
        }
        String by = report.seal().get().printedName().isEmpty() ? report.seal().get().by() : report.seal().get().printedName();
        return report.standing().signed()
                ? "Signed by " + by + ": " + report.seal().get().meaning()
                : report.standing().text() + "; the review itself was signed by " + by;
    }

    /// That findings are left out because nobody decided on them.
    public static String undecided(Report report) {
        return report.undecided() == 1
                ? "1 finding is not decided on; nothing of it is in this report."
                : report.undecided() + " findings are not decided on; nothing of them is in this report.";
    }
}
