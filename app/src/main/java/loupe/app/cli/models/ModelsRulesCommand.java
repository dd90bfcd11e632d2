package loupe.app.cli.models;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.Workplace;
import loupe.review.detecting.SiteRules;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `loupe models rules [FILE]`.
@Command(name = "rules", mixinStandardHelpOptions = true,
        description = "Shows which models run on which arriving series, or takes new rules (JSON, see docs/models.md).")
public final class ModelsRulesCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "new rules")
    @Nullable Path file;

    public ModelsRulesCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        try (Workplace w = where.openOrCreate()) {
            Path rules = file;
            if (rules == null) {
                session.out().println(w.rules().text());
            } else {
                SiteRules taken = w.rules().take(Files.readString(rules));
                session.out().println("rules taken: " + taken.rules().size()
                        + (taken.onArrival() ? "; every import is followed by an analysis" : ""));
            }
            return 0;
        }
    }
}
