package loupe.review.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import loupe.core.agreement.ControlPoint;
import loupe.core.agreement.Interval;
import loupe.review.quality.book.Radpeer;
import loupe.review.watching.ReportPages;

/// What came of second looks, in words: the same on the command line and in the window.
public final class QualityWords {
    private QualityWords() {}

    /// A sample or queue: its head, then indented lines.
    public static List<String> of(SampleReport s) {
        List<String> out = new ArrayList<>();
        out.add(say("%s %d: %d of %d items scored%s", s.targeted() ? "targeted queue" : "random sample", s.number(), s.scored(), s.items(),
                s.waiting() == 0 ? "" : ", " + s.waiting() + " wait for another person"));
        if (!s.targeted()) {
            out.add(say("  stands for %d of %d findings", s.represented(), s.population()));
        }
        scores(out, "reader", s.reader());
        scores(out, "model", s.model());
        s.agreement().ifPresent(a -> out.add(say(
                "  first and blind second answer: kappa %s; kept %s, rejected %s", figure(a.kappa().value(), a.kappa().interval()),
                percent(a.kept(), a.keptInterval()), percent(a.rejected(), a.rejectedInterval()))));
        SampleReport.Effort e = s.effort();
        out.add(say("  %.1f minutes on %d items; true catches: reader %d, model %d%s", e.minutes(), e.timed(), e.readerCatches(),
                e.modelCatches(),
                e.minutesPerCatch().isPresent() ? say("; %.1f minutes for each", e.minutesPerCatch().getAsDouble()) : ""));
        return List.copyOf(out);
    }

    private static void scores(List<String> out, String whose, SampleReport.Scores s) {
        StringBuilder counts = new StringBuilder();
        for (Radpeer r : Radpeer.values()) {
            counts.append("  ").append(r.word()).append(": ").append(s.counts().get(r.ordinal()));
        }
        out.add(say("  %s%s", whose, counts));
        if (s.estimate().isPresent()) {
            out.add(say("    2b, 3a, 3b: %s; of all findings %s", ReportPages.words(s.discrepant()),
                    percent(s.estimate().get().value(), s.estimate().get().interval())));
        }
    }

    /// A control chart: its head, then a line a week.
    public static List<String> of(OverrideChart chart) {
        List<String> out = new ArrayList<>();
        out.add(say("overrides of %s by week (3 sigma; EWMA lambda 0.2)", chart.model()));
        for (OverrideChart.Week w : chart.weeks()) {
            out.add(say("  %s  %d of %d  %s  EWMA %s", w.monday(), w.overridden().count(), w.overridden().of(), point(w.share()),
                    point(w.ewma())));
        }
        return List.copyOf(out);
    }

    /// The reviews that no control chart counts; empty where there are none.
    public static String leftOut(int reviews) {
        return reviews == 0
                ? ""
                : reviews + (reviews == 1 ? " review awaits a second look and is" : " reviews await a second look and are")
                        + " in no control chart of yours until then";
    }

    private static String point(ControlPoint p) {
        return say("%.1f %% (limits %.1f to %.1f %%)%s", 100 * p.value(), 100 * p.low(), 100 * p.high(), p.outside() ? " OUTSIDE" : "");
    }

    private static String percent(double value, Interval i) {
        return Double.isNaN(value) ? "-" : say("%.0f %% (%.0f to %.0f %%)", 100 * value, 100 * i.low(), 100 * i.high());
    }

    private static String figure(double value, Interval i) {
        return Double.isNaN(value) ? "-" : say("%.3f (%.3f to %.3f)", value, i.low(), i.high());
    }

    private static String say(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
