package loupe.app.cli.exchange;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.Workplace;
import loupe.exchange.dimse.DimsePeer;
import loupe.exchange.dimse.association.Timeouts;
import loupe.exchange.node.Node;
import loupe.exchange.peer.Peer;
import loupe.review.ReviewException;
import loupe.review.retrieving.WorklistLine;
import loupe.review.retrieving.WorklistQuery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loupe worklist NODE`.
@Command(
        name = "worklist",
        mixinStandardHelpOptions = true,
        description = "Asks a node what is scheduled (modality worklist). The answers name patients: they are shown here and kept nowhere.")
public final class WorklistCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Mixin
    AnswerOptions answers = new AnswerOptions();

    @Parameters(paramLabel = "NODE", description = "as in `loupe node list`; it must have a DIMSE address")
    String name = "";

    @Option(names = "--date", paramLabel = "RANGE",
            description = "day: YYYYMMDD, YYYYMMDD-YYYYMMDD, YYYYMMDD- or -YYYYMMDD, or any (default: today)")
    String dates = "";

    @Option(names = "--modality", paramLabel = "M", description = "such as CT")
    String modality = "";

    @Option(names = "--station", paramLabel = "TITLE", description = "title of the station it is scheduled for")
    String station = "";

    @Option(names = "--patient", paramLabel = "ID", description = "Patient ID, exactly")
    String patient = "";

    @Option(names = "--accession", paramLabel = "NUMBER", description = "accession number, exactly")
    String accession = "";

    public WorklistCommand(CommandContext session) {
        this.session = session;
    }

    private WorklistQuery query() throws ReviewException {
        String days = dates.isEmpty()
                ? LocalDate.now().format(DateTimeFormatter.BASIC_ISO_DATE)
                : dates.equals("any") ? "" : dates;
        try {
            return new WorklistQuery(patient, days, modality, station, accession);
        } catch (IllegalArgumentException e) {
            throw new ReviewException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Integer call() throws Exception {
        WorklistQuery query = query();
        int most = answers.most();
        try (Workplace w = where.open()) {
            Node node = w.nodes().open(name);
            if (node.dimse().isEmpty()) {
                throw new ReviewException("the node has no DIMSE address; a worklist is asked for by DIMSE alone");
            }
            try (DimsePeer peer = new DimsePeer(node, Timeouts.USUAL, Optional.empty())) {
                session.terminal().begin("worklist");
                Peer.Found found = w.querying().scheduled(node, peer::worklist, query, most, session.terminal());
                session.terminal().end();
                answers.print(
                        session, WorklistLine.of(found.matches()), found.all(), WorklistLine::text, "nothing is scheduled like that");
            }
            return 0;
        }
    }
}
