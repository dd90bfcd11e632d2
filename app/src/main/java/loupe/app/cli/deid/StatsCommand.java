package loupe.app.cli.deid;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.Cohort;
import loupe.app.wiring.Workplace;
import loupe.deid.risk.Epsilon;
import loupe.review.ReviewException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `loupe stats --epsilon E`.
@Command(
        name = "stats",
        mixinStandardHelpOptions = true,
        description = "Counts of persons with differential privacy, written off the store's budget.")
public final class StatsCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Option(names = "--epsilon", required = true, paramLabel = "E", description = "privacy loss of this answer, such as 0.5")
    BigDecimal epsilon = BigDecimal.ZERO;

    @Option(names = "--by", paramLabel = "sex|age|modality", description = "what is counted by (default: sex)")
    String by = "sex";

    @Option(names = "--budget", paramLabel = "E", description = "privacy loss in all, where none was set yet (default: 3)")
    BigDecimal budget = BigDecimal.valueOf(3);

    @Option(names = "--json", description = "print as JSON")
    boolean json;

    public StatsCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        Cohort.Question question = question();
        Epsilon loss = epsilon(epsilon);
        try (Workplace w = where.open()) {
            Map<String, Long> counts = w.counts(epsilon(budget).tenThousandths())
                    .of(question.cells(), Cohort.of(w.store().studies()).cells(question), loss)
                    .orElseThrow(() -> new ReviewException(
                            "the privacy budget of this store does not suffice any more; no figure leaves"));
            if (json) {
                session.json(counts);
            } else {
                counts.forEach((cell, n) -> session.out().printf("%-10s %d%n", cell, n));
            }
            return 0;
        }
    }

    private Cohort.Question question() throws ReviewException {
        for (Cohort.Question q : Cohort.Question.values()) {
            if (q.name().toLowerCase(Locale.ROOT).equals(by)) {
                return q;
            }
        }
        throw new ReviewException("--by must be sex, age or modality");
    }

    private static Epsilon epsilon(BigDecimal decimal) throws ReviewException {
        try {
            return Epsilon.of(decimal);
        } catch (IllegalArgumentException e) {
            throw new ReviewException(String.valueOf(e.getMessage()), e);
        }
    }
}
