package loupe.app.cli.quality;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.Workplace;
import loupe.core.agreement.Interval;
import loupe.core.agreement.StratifiedDraw.Allocation;
import loupe.core.agreement.Wilson;
import loupe.review.ReviewException;
import loupe.review.quality.QualityJson;
import loupe.review.quality.SampleOrder;
import loupe.review.quality.book.QualitySample;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `loupe quality sample`.
@Command(name = "sample", mixinStandardHelpOptions = true,
        description = "Draws a random sample of the models' findings in sealed reviews, or makes a targeted queue.")
public final class QualitySampleCommand implements Callable<Integer> {
    private static final int USUAL_QUEUE = 20;

    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Option(names = "--size", paramLabel = "N", description = "how many findings; of a targeted queue at most (default: 20)")
    @Nullable Integer size;

    @Option(names = "--width", paramLabel = "W", description = "as many as it takes to know a share of one half to ± W (default: 0.1)")
    @Nullable Double width;

    @Option(names = "--allocation", paramLabel = "A", description = "${COMPLETION-CANDIDATES}: strata as large as they are, or alike"
            + " (default: ${DEFAULT-VALUE})")
    Allocation allocation = Allocation.PROPORTIONAL;

    @Option(names = "--seed", paramLabel = "S", description = "repeats a draw over the same reviews (default: a new one, kept)")
    @Nullable Long seed;

    @Option(names = "--targeted", description = "the findings most worth a look, kept apart: in doubt, changed much, accepted though one"
            + " alike was rejected")
    boolean targeted;

    @Option(names = "--json", description = "print JSON")
    boolean json;

    public QualitySampleCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        Integer n = size;
        Double w = width;
        if (n != null && (w != null || n < 1) || w != null && !(w > 0 && w < 1)) {
            throw new ReviewException("give --size N of at least 1, or --width W between 0 and 1");
        }
        if (targeted && (w != null || seed != null)) {
            throw new ReviewException("a targeted queue is picked, not drawn: it takes --size and no --width or --seed");
        }
        try (Workplace place = where.open()) {
            session.terminal().begin("look through sealed reviews");
            QualitySample sample = targeted
                    ? place.quality().target(n == null ? USUAL_QUEUE : n, session.terminal())
                    : place.quality().draw(order(n, w), session.terminal());
            session.terminal().end();
            if (json) {
                session.out().println(QualityJson.of(sample));
            } else {
                print(sample);
            }
            return 0;
        }
    }

    private SampleOrder order(@Nullable Integer n, @Nullable Double w) {
        Long given = seed;
        return new SampleOrder(
                n != null ? new SampleOrder.Findings(n) : new SampleOrder.HalfWidth(w == null ? 0.1 : w), allocation,
                given == null ? new SecureRandom().nextLong() : given);
    }

    private void print(QualitySample s) {
        if (s.draw().isEmpty()) {
            session.out().println("targeted queue " + s.number() + ": " + s.items().size()
                    + " findings; their scores say nothing of the others and enter no rate");
            return;
        }
        Interval half = Wilson.of(0.5, s.items().size());
        session.out().printf(
                Locale.ROOT,
                "sample %d: %d of %d findings, out of %d strata, seed %d%n", s.number(), s.items().size(), s.population(),
                s.strata().size(), s.draw().get().seed());
        session.out().printf(
                Locale.ROOT, "a share of 50 %% will be known from %.0f to %.0f %% (95 %%, Wilson)%n", 100 * half.low(),
                100 * half.high());
    }
}
