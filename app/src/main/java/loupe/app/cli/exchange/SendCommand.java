package loupe.app.cli.exchange;

import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.ExitCode;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.Workplace;
import loupe.exchange.node.Node;
import loupe.review.sending.Outgoing;
import loupe.review.sending.SendResults;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loupe send STUDY --to NODE --reason TEXT`.
@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        description = "Sends the results of a sealed review: to a clinical node under the patient's own identity, put on in memory only.")
public final class SendCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Mixin
    WayOption way = new WayOption();

    @Mixin
    ListenOption listen = new ListenOption();

    @Parameters(paramLabel = "STUDY", description = "number from `loupe list`, pseudonym or UID")
    String study = "";

    @Option(names = "--to", required = true, paramLabel = "NODE", description = "as in `loupe node list`")
    String to = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why; it stands in the log and must hold nothing of the patient")
    String reason = "";

    @Option(names = "--json", description = "print JSON")
    boolean json;

    public SendCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        try (Workplace w = where.open()) {
            Node node = w.nodes().open(to);
            String uid = w.worklist().find(study).studyUid();
            session.terminal().begin("send");
            SendResults sending = w.sending(way.opener(w));
            Outgoing done = listen.during(
                    node, l -> l.map(sending::committing).orElse(sending).run(uid, node, reason, session.terminal()));
            session.terminal().end();
            if (json) {
                session.json(done);
            } else {
                OutgoingCommand.lines(session, done);
            }
            return done.done() ? 0 : ExitCode.FAILED;
        }
    }
}
