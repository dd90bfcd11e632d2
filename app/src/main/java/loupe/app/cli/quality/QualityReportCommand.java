package loupe.app.cli.quality;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.Workplace;
import loupe.core.agreement.ControlPoint;
import loupe.core.agreement.Interval;
import loupe.review.ReviewException;
import loupe.review.quality.OverrideChart;
import loupe.review.quality.QualityJson;
import loupe.review.quality.QualityReport;
import loupe.review.quality.Radpeer;
import loupe.review.quality.SampleReport;
import loupe.review.quality.ScoredItem;
import loupe.review.watching.ReportPages;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `loupe quality report`.
@Command(name = "report", mixinStandardHelpOptions = true,
        description = "Scores of readers and models with 95 % intervals, agreement, time for each true catch, and control charts of"
                + " overrides.")
public final class QualityReportCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Option(names = "--sample", paramLabel = "N", description = "of this sample or queue (default: each)")
    @Nullable Integer sample;

    @Option(names = "--json", description = "print JSON")
    boolean json;

    @Option(names = "--csv", description = "print a line for each scored item, for a statistics program")
    boolean csv;

    public QualityReportCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        if (json && csv) {
            throw new ReviewException("either --json or --csv");
        }
        try (Workplace w = where.open()) {
            QualityReport report = w.quality().report(Optional.ofNullable(sample), session.terminal());
            if (json) {
                session.out().println(QualityJson.of(report));
            } else if (csv) {
                session.out().println(ScoredItem.CSV_HEAD);
                report.items().forEach(i -> session.out().println(i.csv()));
            } else {
                print(report);
            }
            return 0;
        }
    }

    private void print(QualityReport report) {
        if (report.samples().isEmpty()) {
            session.out().println("no sample was drawn yet; `loupe quality sample` draws one");
        }
        report.samples().forEach(this::print);
        report.overrides().forEach(this::print);
    }

    private void print(SampleReport s) {
        say("%s %d: %d of %d items scored%s", s.targeted() ? "targeted queue" : "random sample", s.number(), s.scored(), s.items(),
                s.waiting() == 0 ? "" : ", " + s.waiting() + " wait for another person");
        if (!s.targeted()) {
            say("  stands for %d of %d findings", s.represented(), s.population());
        }
        scores("reader", s.reader());
        scores("model", s.model());
        s.agreement().ifPresent(this::print);
        SampleReport.Effort e = s.effort();
        say("  %.1f minutes on %d items; true catches: reader %d, model %d%s", e.minutes(), e.timed(), e.readerCatches(),
                e.modelCatches(),
                e.minutesPerCatch().isPresent()
                        ? String.format(Locale.ROOT, "; %.1f minutes for each", e.minutesPerCatch().getAsDouble())
                        : "");
    }

    private void scores(String whose, SampleReport.Scores s) {
        StringBuilder counts = new StringBuilder();
        for (Radpeer r : Radpeer.values()) {
            counts.append("  ").append(r.word()).append(": ").append(s.counts().get(r.ordinal()));
        }
        say("  %s%s", whose, counts);
        if (s.estimate().isPresent()) {
            say("    2b, 3a, 3b: %s; of all findings %s", ReportPages.words(s.discrepant()),
                    percent(s.estimate().get().value(), s.estimate().get().interval()));
        }
    }

    private void print(SampleReport.Agreement a) {
        say("  first and blind second answer: kappa %s; kept %s, rejected %s", figure(a.kappa().value(), a.kappa().interval()),
                percent(a.kept(), a.keptInterval()), percent(a.rejected(), a.rejectedInterval()));
    }

    private void print(OverrideChart chart) {
        List<OverrideChart.Week> weeks = chart.weeks();
        say("overrides of %s by week (3 sigma; EWMA lambda 0.2)", chart.model());
        for (OverrideChart.Week w : weeks) {
            say("  %s  %d of %d  %s  EWMA %s", w.monday(), w.overridden().count(), w.overridden().of(), point(w.share()),
                    point(w.ewma()));
        }
    }

    private static String point(ControlPoint p) {
        return String.format(
                Locale.ROOT, "%.1f %% (limits %.1f to %.1f %%)%s", 100 * p.value(), 100 * p.low(), 100 * p.high(),
                p.outside() ? " OUTSIDE" : "");
    }

    private static String percent(double value, Interval i) {
        return Double.isNaN(value)
                ? "-"
                : String.format(Locale.ROOT, "%.0f %% (%.0f to %.0f %%)", 100 * value, 100 * i.low(), 100 * i.high());
    }

    private static String figure(double value, Interval i) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f (%.3f to %.3f)", value, i.low(), i.high());
    }

    private void say(String format, Object... values) {
        session.out().println(String.format(Locale.ROOT, format, values));
    }
}
