package loupe.app.cli.exchange;

import java.util.Optional;
import java.util.concurrent.Callable;
import loupe.app.cli.models.AnalysisLines;
import loupe.app.cli.models.AnalyzeOption;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.ExitCode;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.cli.shared.StudyLines;
import loupe.app.wiring.Workplace;
import loupe.exchange.node.Node;
import loupe.exchange.peer.Peer;
import loupe.review.consent.Purpose;
import loupe.review.detecting.ArrivalAnalysis;
import loupe.review.importing.ImportReport;
import loupe.review.retrieving.RetrieveStudy;
import loupe.review.retrieving.Retrieved;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loupe retrieve NODE --study UID`.
@Command(
        name = "retrieve",
        mixinStandardHelpOptions = true,
        description = "Fetches a study from a node through the door; run again, it fetches only what lacks.")
public final class RetrieveCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Mixin
    WayOption way = new WayOption();

    @Mixin
    ListenOption listen = new ListenOption();

    @Parameters(paramLabel = "NODE", description = "as in `loupe node list`")
    String name = "";

    @Option(names = "--study", required = true, paramLabel = "UID", description = "Study Instance UID, as `loupe query` shows it")
    String study = "";

    @Option(names = "--series", paramLabel = "UID", description = "one series alone")
    @Nullable String series;

    @Option(names = "--purpose", paramLabel = "P", description = "CARE (default), QA, RESEARCH or TRAINING")
    Purpose purpose = Purpose.CARE;

    @Option(names = "--deface", description = "take the face out of head CT and MR series")
    boolean deface;

    @Option(
            names = "--keep-identity",
            description = "also keep, encrypted, who each pseudonym is and where the study came from, so that results can go back;"
                    + " needs the identity keeper's role")
    boolean keepIdentity;

    @Mixin
    AnalyzeOption analyze = new AnalyzeOption();

    @Option(names = "--json", description = "print JSON")
    boolean json;

    public RetrieveCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        try (Workplace w = where.open()) {
            boolean analysed = analyze.asked(session, w, name);
            Node node = w.nodes().open(name);
            RetrieveStudy plain = w.retrieving(purpose, deface);
            RetrieveStudy retrieving = keepIdentity ? plain.keeping(w.identities()) : plain;
            session.terminal().begin("retrieve");
            Retrieved done;
            try {
                done = listen.during(node, l -> {
                    try (Peer peer = way.opener(w, l).open(node)) {
                        return retrieving.run(node, peer, study, Optional.ofNullable(series), session.terminal());
                    }
                });
            } finally {
                session.terminal().end();
            }
            if (w.rules().rules().sender(name).first()) {
                w.shownFirst().mark(done.studyUids());
            }
            if (!json) {
                print(done);
            }
            Optional<ArrivalAnalysis> analysis =
                    AnalyzeOption.run(analysed, session, w, purpose, done.studyUids(), done.grownSeries());
            if (json) {
                session.json(done);
            } else {
                print(done, analysis, w);
            }
            if (analysis.filter(ArrivalAnalysis::cancelled).isPresent()) {
                return ExitCode.INTERRUPTED;
            }
            boolean failed = analysis.filter(a -> a.count(ArrivalAnalysis.State.FAILED) > 0).isPresent();
            return done.complete() && !failed ? 0 : ExitCode.FAILED;
        }
    }

    private void print(Retrieved done) {
        for (ImportReport.RefusedFile r : done.refused()) {
            session.err().println("loupe: " + r.path() + ": " + r.sentence());
        }
        session.out().printf(
                "%d instances: %d imported, %d already there, %d refused, %d lacking%n",
                done.instances(), done.imported(), done.thereBefore(), done.refused().size(), done.lacking());
    }

    private void print(Retrieved done, Optional<ArrivalAnalysis> analysis, Workplace w) throws Exception {
        if (analysis.isPresent()) {
            new AnalysisLines(session).arrivals(analysis.get(), w.store().studies());
        }
        for (String uid : done.studyUids()) {
            w.store().study(uid).ifPresent(s -> StudyLines.study(session.out(), s));
        }
    }
}
