package loupe.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import loupe.app.wiring.Workplace;
import loupe.inference.card.ModelCard;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loupe models add FILE [--card CARD]`.
@Command(name = "add", mixinStandardHelpOptions = true, description = "Adds a model to this site.")
final class ModelsAddCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Parameters(index = "0", paramLabel = "FILE", description = "the weights, an .onnx file")
    Path weights = Path.of(".");

    @Option(names = "--card", paramLabel = "CARD", description = "its model card; found by digest for known models")
    @Nullable Path card;

    @Option(names = "--json", description = "print the card as JSON")
    boolean json;

    ModelsAddCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        try (Workplace w = where.openOrCreate()) {
            ModelCard added = w.models().add(weights, Optional.ofNullable(card));
            if (json) {
                session.json(added);
            } else {
                session.out().println("added " + added.id() + " " + added.version() + ": " + added.title());
            }
            return 0;
        }
    }
}
