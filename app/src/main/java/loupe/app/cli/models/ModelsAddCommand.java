package loupe.app.cli.models;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.Workplace;
import loupe.inference.trust.Decision;
import loupe.inference.trust.Standing;
import loupe.review.detecting.ModelShelf;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loupe models add FILE [--card CARD]`.
@Command(name = "add", mixinStandardHelpOptions = true, description = "Adds a model to this site.")
public final class ModelsAddCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Parameters(index = "0", paramLabel = "FILE", description = "the weights, an .onnx file")
    Path weights = Path.of(".");

    @Option(names = "--card", paramLabel = "CARD", description = "its model card; found by digest for known models")
    @Nullable Path card;

    @Option(names = "--signature", paramLabel = "FILE", description = "Ed25519 signature over the card (openssl pkeyutl -rawin)")
    @Nullable Path signature;

    @Option(names = "--json", description = "print the decision as JSON")
    boolean json;

    public ModelsAddCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        try (Workplace w = where.openOrCreate()) {
            ModelShelf.Bundle bundle = new ModelShelf.Bundle(weights, Optional.ofNullable(card), Optional.ofNullable(signature));
            Decision added = w.models().add(bundle, session.terminal());
            if (json) {
                session.json(added);
            } else {
                session.out().println("added " + added.modelId() + " " + added.version() + ": " + added.reason());
                if (added.standing() == Standing.WAITING) {
                    session.out().println("it does not run before `loupe models trust " + added.modelId() + " --reason TEXT`");
                }
            }
            return 0;
        }
    }
}
