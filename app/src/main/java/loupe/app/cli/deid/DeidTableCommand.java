package loupe.app.cli.deid;

import java.util.Locale;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.wiring.DeidDesk;
import loupe.deid.profile.ProfileTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `loupe deid table`.
@Command(
        name = "table",
        mixinStandardHelpOptions = true,
        description = "What a profile does with each attribute the standard lists (the conformance statement of PS3.15 E.1.3).")
public final class DeidTableCommand implements Callable<Integer> {
    private final CommandContext session;

    @Option(names = "--profile", paramLabel = "NAME|FILE", description = "default: import")
    String profile = "import";

    @Option(names = "--json", description = "print as JSON")
    boolean json;

    public DeidTableCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        ProfileTable table = ProfileTable.of(DeidDesk.profile(profile));
        if (json) {
            session.json(table);
        } else {
            table.rows().forEach(r -> session.out().printf(
                    "%s  %-9s  %s%n", r.tag(), r.action().name().toLowerCase(Locale.ROOT), r.keyword()));
        }
        return 0;
    }
}
