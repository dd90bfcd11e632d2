package loupe.app.cli.exchange;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.ExitCode;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.Workplace;
import loupe.exchange.node.Node;
import loupe.review.ReviewException;
import loupe.review.sending.Outgoing;
import loupe.review.sending.SendResults;
import loupe.store.fault.StoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `loupe outgoing`.
@Command(
        name = "outgoing",
        mixinStandardHelpOptions = true,
        description = "Shows what was sent and what still is to be; with --retry tries that again.")
public final class OutgoingCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Mixin
    WayOption way = new WayOption();

    @Mixin
    ListenOption listen = new ListenOption();

    @Option(names = "--retry", description = "send again what is not stored at its node")
    boolean retry;

    @Option(names = "--json", description = "print JSON")
    boolean json;

    private boolean failed;

    public OutgoingCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        try (Workplace w = where.open()) {
            List<Outgoing> all = new ArrayList<>();
            for (Outgoing o : w.outgoing().all()) {
                all.add(retry ? tried(w, o) : o);
            }
            if (json) {
                session.json(all);
            } else if (all.isEmpty()) {
                session.out().println("nothing was sent yet");
            } else {
                all.forEach(o -> lines(session, o));
            }
            return !failed && all.stream().allMatch(Outgoing::done) ? 0 : ExitCode.FAILED;
        }
    }

    /// One that cannot be tried keeps none of the others from it.
    private Outgoing tried(Workplace w, Outgoing o) throws IOException {
        try {
            return again(w, o);
        } catch (ReviewException | StoreException e) {
            session.err().println("loupe: " + o.study() + " to " + o.node() + ": " + e.getMessage());
            failed = true;
            return o;
        }
    }

    private Outgoing again(Workplace w, Outgoing o) throws IOException {
        Node node = w.nodes().open(o.node());
        SendResults sending = w.sending(way.opener(w));
        return listen.during(node, l -> l.map(sending::committing).orElse(sending).again(o, node, session.terminal()));
    }

    /// What became of a sending, a line an object.
    static void lines(CommandContext session, Outgoing o) {
        session.out().println(o.study() + "  to " + o.node() + (o.problem().isEmpty() ? "" : ": " + o.problem()));
        for (Outgoing.Item i : o.instances()) {
            session.out().println("  " + i.progress().name().toLowerCase(Locale.ROOT) + "  " + i.sopInstanceUid()
                    + (i.why().isEmpty() ? "" : ": " + i.why()));
        }
    }
}
