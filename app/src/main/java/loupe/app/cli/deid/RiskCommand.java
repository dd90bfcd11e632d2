package loupe.app.cli.deid;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.Cohort;
import loupe.app.wiring.Workplace;
import loupe.deid.risk.PersonTable;
import loupe.deid.risk.RiskReport;
import loupe.review.ReviewException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loupe risk FILE.csv|STORE`.
@Command(
        name = "risk",
        mixinStandardHelpOptions = true,
        description = "How easily persons of a table or a store could be recognised, and what would help.")
public final class RiskCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Parameters(paramLabel = "FILE.csv|STORE", description = "a table with one row a person, or a store's folder")
    Path what = Path.of("");

    @Option(names = "--quasi", split = ",", paramLabel = "COLUMN", description = "columns somebody could know from elsewhere (store: sex,age,year,modalities)")
    List<String> quasi = List.of();

    @Option(names = "--sensitive", split = ",", paramLabel = "COLUMN", description = "columns that must not be learnt (store: description)")
    List<String> sensitive = List.of();

    @Option(names = "--k", paramLabel = "N", description = "size every group should have (default: 5)")
    int wanted = 5;

    @Option(names = "--share", paramLabel = "PART", description = "share of the population that is in the table (default: 1)")
    double share = 1;

    @Option(names = "--json", description = "print as JSON")
    boolean json;

    public RiskCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        boolean folder = Files.isDirectory(what);
        PersonTable table = folder ? store() : csv();
        List<String> known = quasi.isEmpty() && folder ? List.of("sex", "age", "year", "modalities") : quasi;
        List<String> secret = sensitive.isEmpty() && folder ? List.of("description") : sensitive;
        if (known.isEmpty()) {
            throw new ReviewException("name the columns somebody could know: --quasi age,sex,…; the table has "
                    + table.columns().size() + " columns");
        }
        RiskReport report = report(table, new RiskReport.Question(known, secret, wanted, share));
        if (json) {
            session.json(report);
        } else {
            print(report);
        }
        return 0;
    }

    private static RiskReport report(PersonTable table, RiskReport.Question q) throws ReviewException {
        try {
            return RiskReport.of(table, q);
        } catch (IllegalArgumentException e) {
            throw new ReviewException(String.valueOf(e.getMessage()), e);
        }
    }

    private PersonTable csv() throws IOException {
        try {
            return PersonTable.csv(Files.readString(what));
        } catch (IllegalArgumentException e) {
            throw new ReviewException(String.valueOf(e.getMessage()), e);
        }
    }

    private PersonTable store() throws IOException {
        where.store = what;
        try (Workplace w = where.open()) {
            return Cohort.of(w.store().studies()).table();
        }
    }

    private void print(RiskReport r) {
        session.out().printf(
                Locale.ROOT,
                "%d persons in %d groups; k %d, alone %d%nprosecutor %.3f at most, %.3f on average; journalist %.3f;"
                        + " marketer %.3f; %d persons above 0.2%n",
                r.persons(), r.classes(), r.k(), r.uniques(), r.prosecutorMaxRisk(), r.prosecutorAverageRisk(),
                r.journalistMaxRisk(), r.marketerRisk(), r.personsAtRisk());
        r.sensitive().forEach((column, d) -> session.out().printf(
                Locale.ROOT,
                "%s: l %d, entropy l %.2f, recursive c %s, t %.3f%n",
                column, d.distinctL(), d.entropyL(),
                d.recursiveC().isPresent() ? Integer.toString(d.recursiveC().getAsInt()) : "none", d.tCloseness()));
        r.suggestions().steps().forEach(s -> session.out().println("to reach k " + wanted + ": " + s));
    }
}
