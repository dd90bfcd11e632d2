package loupe.app.cli.exchange;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.Workplace;
import loupe.exchange.node.Node;
import loupe.exchange.peer.Peer;
import loupe.exchange.peer.QueryLevel;
import loupe.review.ReviewException;
import loupe.review.retrieving.FoundLine;
import loupe.review.retrieving.StudyQuery;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loupe query NODE`.
@Command(
        name = "query",
        mixinStandardHelpOptions = true,
        description = "Asks a node what it holds. The answers name patients: they are shown here and kept nowhere.")
public final class QueryCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Mixin
    AnswerOptions answers = new AnswerOptions();

    @Mixin
    WayOption way = new WayOption();

    @Parameters(paramLabel = "NODE", description = "as in `loupe node list`")
    String name = "";

    @Option(names = "--patient", paramLabel = "ID", description = "Patient ID, exactly")
    String patient = "";

    @Option(names = "--name", paramLabel = "PATTERN", description = "Patient's Name, with * and ?")
    String person = "";

    @Option(names = "--date", paramLabel = "RANGE", description = "study date: YYYYMMDD, YYYYMMDD-YYYYMMDD, YYYYMMDD- or -YYYYMMDD")
    String dates = "";

    @Option(names = "--modality", paramLabel = "M", description = "such as CT")
    String modality = "";

    @Option(names = "--accession", paramLabel = "NUMBER", description = "accession number, exactly")
    String accession = "";

    @Option(names = "--study", paramLabel = "UID", description = "Study Instance UID; series and images need it")
    @Nullable String study;

    @Option(names = "--series", paramLabel = "UID", description = "Series Instance UID; images need it")
    @Nullable String series;

    @Option(names = "--priors", description = "with --study: every study the node has of the same patient")
    boolean priors;

    @Option(names = "--level", paramLabel = "LEVEL", description = "study (default), series or image")
    String level = "study";

    public QueryCommand(CommandContext session) {
        this.session = session;
    }

    private StudyQuery query() throws ReviewException {
        try {
            return new StudyQuery(
                    patient, person, dates, modality, accession, Optional.ofNullable(study), Optional.ofNullable(series));
        } catch (IllegalArgumentException e) {
            throw new ReviewException(String.valueOf(e.getMessage()), e);
        }
    }

    private QueryLevel level() throws ReviewException {
        QueryLevel l = switch (level.toLowerCase(Locale.ROOT)) {
            case "study" -> QueryLevel.STUDY;
            case "series" -> QueryLevel.SERIES;
            case "image" -> QueryLevel.IMAGE;
            default -> throw new ReviewException("a level is study, series or image");
        };
        if (l != QueryLevel.STUDY && study == null || l == QueryLevel.IMAGE && series == null) {
            throw new ReviewException("series are asked for with --study UID, images with --study UID --series UID");
        }
        return l;
    }

    @Override
    public Integer call() throws Exception {
        StudyQuery query = query();
        QueryLevel asked = level();
        if (priors && (study == null || asked != QueryLevel.STUDY)) {
            throw new ReviewException("priors are asked for with --study UID, at the level of studies");
        }
        int most = answers.most();
        try (Workplace w = where.open()) {
            Node node = w.nodes().open(name);
            try (Peer peer = way.opener(w).open(node)) {
                session.terminal().begin("query");
                Peer.Found found = priors
                        ? w.querying().ofSamePatient(node, peer, String.valueOf(study), most, session.terminal())
                        : w.querying().run(node, peer, query, asked, most, session.terminal());
                session.terminal().end();
                print(found, asked);
            }
            return 0;
        }
    }

    private void print(Peer.Found found, QueryLevel asked) throws IOException {
        answers.print(
                session, found.matches().stream().map(FoundLine::of).toList(), found.all(), l -> l.text(asked),
                "the node has nothing like that");
    }
}
