package loupe.app.cli.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.ExitCode;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.Workplace;
import loupe.inference.trust.Decision;
import loupe.review.watching.ModelReport;
import loupe.review.watching.ReportPages;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `loupe models`: which models this site has, and who decided which may run.
@Command(name = "models", mixinStandardHelpOptions = true, description = "The models of this site.")
public final class ModelsCommand implements Callable<Integer> {
    private final CommandContext session;

    @Spec
    CommandSpec spec = CommandSpec.create();

    public ModelsCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(spec.commandLine(),
                "name what to do: list, add, fetch, rules, show, trust, retire, rollback, keys, verify or report");
    }

    @Command(name = "trust", mixinStandardHelpOptions = true,
            description = "Lets a version run from now on; with --key, lets every model signed by that key run when it is added.")
    int trust(
            @Mixin StoreOptions where,
            @Parameters(index = "0", arity = "0..1", paramLabel = "ID", description = "the model") @Nullable String id,
            @Option(names = "--version-of-model", paramLabel = "V", description = "default: the one added last") @Nullable String version,
            @Option(names = "--key", paramLabel = "FILE", description = "an Ed25519 public key, PEM") @Nullable Path key,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why; kept in the log") String reason)
            throws IOException {
        if ((id == null) == (key == null)) {
            throw new CommandLine.ParameterException(spec.commandLine(), "name either a model or a key");
        }
        try (Workplace w = where.openOrCreate()) {
            if (key != null) {
                session.out().println("trusted key " + w.models().keys().trust(key, reason));
            } else if (id != null) {
                say("trusted", w.models().trust(id, Optional.ofNullable(version), reason));
            }
            return 0;
        }
    }

    @Command(name = "retire", mixinStandardHelpOptions = true,
            description = "Stops a version at once: it runs no more unless it is trusted anew.")
    int retire(
            @Mixin StoreOptions where,
            @Parameters(index = "0", paramLabel = "ID", description = "the model") String id,
            @Option(names = "--version-of-model", paramLabel = "V", description = "default: the one that runs") @Nullable String version,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why; kept in the log") String reason)
            throws IOException {
        try (Workplace w = where.openOrCreate()) {
            say("retired", w.models().retire(id, Optional.ofNullable(version), reason));
            return 0;
        }
    }

    @Command(name = "rollback", mixinStandardHelpOptions = true,
            description = "Retires the version that runs and goes back to the one trusted before it.")
    int rollback(
            @Mixin StoreOptions where,
            @Parameters(index = "0", paramLabel = "ID", description = "the model") String id,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why; kept in the log") String reason)
            throws IOException {
        try (Workplace w = where.openOrCreate()) {
            say("now runs", w.models().rollBack(id, reason));
            return 0;
        }
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Prints every decision about a model.")
    int show(
            @Mixin StoreOptions where,
            @Parameters(index = "0", paramLabel = "ID", description = "the model") String id)
            throws IOException {
        try (Workplace w = where.openOrCreate()) {
            List<Decision> all = w.models().register().decisions().stream().filter(d -> d.modelId().equals(id)).toList();
            if (all.isEmpty()) {
                throw new loupe.review.ReviewException("there is no model of that id; `loupe models list --all` shows all");
            }
            for (Decision d : all) {
                session.out().printf("%s %s %s by %s: %s%n", d.at(), d.version(), d.standing(), d.by(), d.reason());
                session.out().printf("    weights %s%n    card    %s%n", d.weightsSha256(), d.cardSha256());
            }
            return 0;
        }
    }

    @Command(name = "keys", mixinStandardHelpOptions = true,
            description = "Lists the keys whose signatures make a model trusted; with --withdraw, trusts one no more.")
    int keys(
            @Mixin StoreOptions where,
            @Option(names = "--withdraw", paramLabel = "KEY", description = "short name of a key") @Nullable String name,
            @Option(names = "--reason", paramLabel = "TEXT", description = "why; kept in the log") @Nullable String reason)
            throws IOException {
        try (Workplace w = where.openOrCreate()) {
            if (name != null) {
                if (reason == null || reason.isBlank()) {
                    throw new CommandLine.ParameterException(spec.commandLine(), "to withdraw a key needs --reason");
                }
                w.models().keys().withdraw(name, reason);
            }
            w.models().keys().names().forEach(session.out()::println);
            return 0;
        }
    }

    @Command(name = "verify", mixinStandardHelpOptions = true,
            description = "Checks digests, cards and files of every kept model again.")
    int verify(@Mixin StoreOptions where) throws IOException {
        try (Workplace w = where.openOrCreate()) {
            List<String> faults = w.models().verify();
            faults.forEach(f -> session.err().println("loupe: " + f));
            session.out().println(faults.isEmpty() ? "every model is what was decided about" : faults.size() + " models are not");
            return faults.isEmpty() ? 0 : ExitCode.FAILED;
        }
    }

    @Command(name = "report", mixinStandardHelpOptions = true,
            description = "How the models do here: overrides, refusals and Dice by scanner, site, sex and age; drift.")
    int report(
            @Mixin StoreOptions where,
            @Option(names = "--html", paramLabel = "FILE", description = "a page for people; else JSON is printed") @Nullable Path html)
            throws IOException {
        try (Workplace w = where.open()) {
            ModelReport report = ModelReport.of(w.store(), session.terminal());
            if (html != null) {
                Files.writeString(html, ReportPages.html(report));
            } else {
                session.out().println(ReportPages.json(report));
            }
            return 0;
        }
    }

    private void say(String done, Decision d) {
        session.out().println(done + " " + d.modelId() + " " + d.version());
    }
}
