package loupe.app.cli.quality;

import java.util.Optional;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.Workplace;
import loupe.review.quality.BlindItem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `loupe quality next`.
@Command(name = "next", mixinStandardHelpOptions = true,
        description = "Gives you the next finding to judge, without what the reader said of it; your time counts from then on.")
public final class QualityNextCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Option(names = "--sample", paramLabel = "N", description = "of this sample or queue (default: all, oldest first)")
    @Nullable Integer sample;

    @Option(names = "--json", description = "print JSON")
    boolean json;

    public QualityNextCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        try (Workplace w = where.open()) {
            Optional<BlindItem> next = w.quality().next(Optional.ofNullable(sample));
            if (next.isEmpty()) {
                session.out().println(json ? "null" : "nothing is left for you to judge");
                return 0;
            }
            int study = w.worklist().numberOf(next.get().studyUid());
            if (json) {
                session.json(ItemLines.json(next.get(), study));
            } else {
                ItemLines.print(session.out(), next.get(), study);
            }
            return 0;
        }
    }
}
