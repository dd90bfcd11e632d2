package loupe.app.cli.quality;

import java.util.Optional;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.Workplace;
import loupe.review.ReviewException;
import loupe.review.quality.QualityJson;
import loupe.review.quality.QualityReport;
import loupe.review.quality.QualityWords;
import loupe.review.quality.ScoredItem;
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
        report.samples().forEach(s -> QualityWords.of(s).forEach(session.out()::println));
        report.overrides().forEach(c -> QualityWords.of(c).forEach(session.out()::println));
        if (report.leftOut() > 0) {
            session.out().println(QualityWords.leftOut(report.leftOut()));
        }
    }
}
