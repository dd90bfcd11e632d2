package loupe.app.cli.models;

import java.util.List;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.Workplace;
import loupe.inference.card.Model;
import loupe.inference.card.ModelCard;
import loupe.inference.trust.Decision;
import loupe.inference.trust.ModelRegister;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `loupe models list`.
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the models and what each accepts.")
public final class ModelsListCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Option(names = "--all", description = "every version and its standing, running or not")
    boolean all;

    @Option(names = "--json", description = "print the cards as JSON")
    boolean json;

    public ModelsListCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        try (Workplace w = where.open()) {
            if (all) {
                return everything(w.models().register());
            }
            List<ModelCard> cards =
                    w.models().catalogue().models().stream().map(Model::card).toList();
            if (json) {
                session.json(cards);
                return 0;
            }
            for (ModelCard c : cards) {
                session.out().printf(
                        "%-18s %-8s %s%n    accepts %s %s; %s%n",
                        c.id(),
                        c.version(),
                        c.title(),
                        String.join("/", c.accepts().modalities()),
                        String.join("/", c.accepts().bodyParts()),
                        c.statement().intendedUse());
            }
            return 0;
        }
    }

    private int everything(ModelRegister register) {
        if (json) {
            session.json(register.current());
            return 0;
        }
        for (Decision d : register.current()) {
            boolean runs = register.active(d.modelId()).filter(d::equals).isPresent();
            session.out().printf("%-24s %-8s %-8s %s%n", d.modelId(), d.version(), runs ? "RUNS" : d.standing(), d.reason());
        }
        return 0;
    }
}
