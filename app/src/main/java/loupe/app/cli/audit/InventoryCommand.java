package loupe.app.cli.audit;

import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.Workplace;
import loupe.review.ReviewException;
import loupe.review.inventory.InventoryEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loupe inventory …`: one method a command.
@Command(
        name = "inventory",
        mixinStandardHelpOptions = true,
        description = "The site's data sets and flows: who answers for each, what for, how long.")
public final class InventoryCommand {
    private final CommandContext session;

    public InventoryCommand(CommandContext session) {
        this.session = session;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Shows all lines.")
    int list(@Mixin StoreOptions where, @Option(names = "--json", description = "print JSON") boolean json)
            throws Exception {
        try (Workplace w = where.open()) {
            var all = w.inventory().all();
            if (json) {
                session.json(all);
            } else {
                all.forEach(e -> session.out().println(line(e)));
            }
            return 0;
        }
    }

    private static String line(InventoryEntry e) {
        return String.join(
                "  ",
                e.name(),
                e.kind() == InventoryEntry.Kind.FLOW ? "flow to " + e.recipient() : "data set",
                e.holds(),
                "owner " + e.owner(),
                "for " + e.purpose(),
                e.keepDays() == 0 ? "kept without end" : "kept " + e.keepDays() + " days");
    }

    /// What is said of a line.
    static final class Said {
        @Option(names = "--holds", required = true, paramLabel = "TEXT", description = "what data it is")
        String holds = "";

        @Option(names = "--owner", required = true, paramLabel = "TEXT", description = "who answers for it")
        String owner = "";

        @Option(names = "--purpose", required = true, paramLabel = "TEXT", description = "what it is for")
        String purpose = "";

        @Option(names = "--keep-days", paramLabel = "N", description = "days it is kept (default: no end)")
        int keepDays;

        @Option(names = "--to", paramLabel = "TEXT", description = "where it goes; makes it a flow")
        String recipient = "";
    }

    @Command(name = "add", mixinStandardHelpOptions = true, description = "Lists a data set or flow, or lists it anew.")
    int add(@Mixin StoreOptions where, @Mixin Said said, @Parameters(paramLabel = "NAME") String name) throws Exception {
        var kind = said.recipient.isBlank() ? InventoryEntry.Kind.DATA_SET : InventoryEntry.Kind.FLOW;
        try (Workplace w = where.open()) {
            InventoryEntry entry;
            try {
                entry = new InventoryEntry(
                        name, kind, said.holds, said.owner, said.purpose, said.keepDays, said.recipient, w.store().now());
            } catch (IllegalArgumentException e) {
                throw new ReviewException(String.valueOf(e.getMessage()), e);
            }
            w.inventory().put(entry);
            session.out().println(line(entry));
            return 0;
        }
    }

    @Command(name = "remove", mixinStandardHelpOptions = true, description = "Takes a line out; the log keeps that it was.")
    int remove(@Mixin StoreOptions where, @Parameters(paramLabel = "NAME") String name) throws Exception {
        try (Workplace w = where.open()) {
            w.inventory().remove(name);
            session.out().println("removed");
            return 0;
        }
    }
}
