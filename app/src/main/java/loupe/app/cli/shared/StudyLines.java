package loupe.app.cli.shared;

import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import loupe.core.finding.Finding;
import loupe.core.finding.Measurement;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.review.edit.ReviewedFinding;
import loupe.review.exporting.FindingsJson;
import loupe.review.reading.StudyEntry;

/// Studies and findings as lines for people.
public final class StudyLines {
    /// What is said of a study that waits for the reader's first opinion.
    public static final String BLIND =
            "  first read: findings are hidden until you commit your first opinion (`loupe opinion commit`)";

    private StudyLines() {}

    public static void study(PrintStream out, StudySummary s) {
        out.println(text(s));
    }

    public static String text(StudySummary s) {
        return String.join(
                        "  ",
                        s.patientPseudonym(),
                        s.sex() + " " + s.age(),
                        s.studyDate(),
                        s.modalities(),
                        s.seriesCount() + " series",
                        s.instanceCount() + " instances",
                        s.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        s.state().hidden() ? "findings hidden" : s.findingCount() + " findings",
                        s.description())
                .strip();
    }

    /// A line of the list: besides the study how urgent it is, its priors, who has it in hand, and whether its results were sent.
    public static String text(StudyEntry e) {
        List<String> more = new ArrayList<>();
        if (e.first()) {
            more.add("shown first");
        }
        if (e.sent()) {
            more.add("sent");
        }
        if (e.study().state() == StudyState.TO_REVIEW) {
            more.add(e.study().urgency().level().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        if (e.priors() > 0) {
            more.add(e.priors() == 1 ? "1 prior" : e.priors() + " priors");
        }
        e.reader().ifPresent(c -> more.add("read by " + c.by() + " since " + c.since().truncatedTo(ChronoUnit.MINUTES)));
        return text(e.study()) + (more.isEmpty() ? "" : "  [" + String.join(", ", more) + "]");
    }

    /// The probability in per cent, or that the score is none.
    static String certainty(Finding f) {
        return f.probability().isPresent()
                ? String.format(Locale.ROOT, "%3.0f %%", 100 * f.probability().getAsDouble())
                : "not calibrated";
    }

    public static void finding(PrintStream out, ReviewedFinding f) {
        StringBuilder measures = new StringBuilder();
        for (Measurement m : f.finding().measurements()) {
            measures.append(String.format(
                    Locale.ROOT, "  %s %.1f %s", m.concept().meaning(), m.value(), m.unit().value()));
        }
        out.printf(
                Locale.ROOT,
                "  %-4s %-12s %-10s %s%s  (%s)%n",
                f.finding().id(),
                f.label(),
                f.standsAsDrawn() ? "drawn" : FindingsJson.word(f.verdict()),
                f.drawnByReader() ? "" : certainty(f.finding()),
                measures,
                f.drawnByReader() ? "a reader" : f.finding().provenance().modelId());
    }
}
