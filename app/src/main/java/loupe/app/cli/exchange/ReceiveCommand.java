package loupe.app.cli.exchange;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import loupe.app.cli.models.AnalysisLines;
import loupe.app.cli.models.AnalyzeOption;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.QuietStudies;
import loupe.app.wiring.Workplace;
import loupe.core.work.JobContext;
import loupe.exchange.dimse.DimseServer;
import loupe.exchange.dimse.ServerSettings;
import loupe.exchange.dimse.association.Timeouts;
import loupe.exchange.instance.InstanceSink;
import loupe.exchange.node.TlsTerms;
import loupe.exchange.web.receiver.ReceiverTerms;
import loupe.exchange.web.receiver.WebReceiver;
import loupe.review.ReviewException;
import loupe.review.consent.Purpose;
import loupe.review.detecting.ArrivalAnalysis;
import loupe.review.detecting.SiteRules;
import loupe.review.importing.ImportReport;
import loupe.review.receiving.ReceiveInstances;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `loupe receive --port PORT`.
@Command(
        name = "receive",
        mixinStandardHelpOptions = true,
        description = "Takes what other systems push, through the door, until it is ended (Ctrl-C). \"Stored\" is answered only after the"
                + " de-identified instance is committed.")
public final class ReceiveCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Mixin
    TlsOptions secured = new TlsOptions();

    @Option(names = "--port", paramLabel = "PORT", description = "port for DICOM associations; 0 for a free one")
    int port = -1;

    @Option(names = "--aet", paramLabel = "TITLE", description = "the title it must be called by (default: LOUPE)")
    String title = "LOUPE";

    @Option(names = "--at", paramLabel = "ADDRESS", description = "local address to listen at (default: 127.0.0.1)")
    String address = "127.0.0.1";

    @Option(names = "--from", paramLabel = "TITLE", description = "calling title that is taken; may be given more than once (default: any)")
    List<String> callers = List.of();

    @Option(names = "--from-address", paramLabel = "IP", description = "address that is taken; may be given more than once (default: any)")
    List<String> addresses = List.of();

    @Option(names = "--web", paramLabel = "PORT", description = "port for STOW-RS under /dicom-web; 0 for a free one")
    int web = -1;

    @Option(names = "--purpose", paramLabel = "P", description = "CARE (default), QA, RESEARCH or TRAINING")
    Purpose purpose = Purpose.CARE;

    @Mixin
    AnalyzeOption analyze = new AnalyzeOption();

    @Option(names = "--quiet", paramLabel = "SECONDS", description = "nothing comes for so long before a study is analysed (default: 30)")
    int quiet = 30;

    public ReceiveCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        if (port < 0 && web < 0) {
            throw new ReviewException("name a port to listen at: --port PORT for associations, --web PORT for STOW-RS, or both");
        }
        Optional<TlsTerms> tls = terms();
        if (tls.isEmpty() && !InetAddress.getByName(address).isLoopbackAddress()) {
            throw new ReviewException("what comes in holds names: where others reach this machine it must come by TLS"
                    + " (--trust, --own-cert, --own-key)");
        }
        try (Workplace w = where.open()) {
            Told told = new Told();
            boolean may = analyze.may(session, w);
            // As they are now: a change holds for receivers started after it.
            SiteRules rules = w.rules().rules();
            QuietStudies whole = new QuietStudies(
                    Duration.ofSeconds(Math.max(0, quiet)), (study, grown, job) -> analyse(w, study, grown, job), session.terminal(),
                    session.log()::fault);
            InstanceSink sink = w.receiving(purpose, new ReceiveInstances.Arrivals() {
                @Override
                public boolean takes(String from) {
                    return rules.sender(from).take();
                }

                @Override
                public void arrived(String from, ImportReport report) throws IOException {
                    told.add(report);
                    if (rules.sender(from).first()) {
                        w.shownFirst().mark(report.studyUids());
                    }
                    if (report.imported() > 0 && may && (analyze.given() || rules.analyses(from))) {
                        whole.arrived(report.studyUids(), report.grownSeries());
                    }
                }
            });
            Optional<DimseServer> dimse = dimse(sink, tls);
            Optional<WebReceiver> stow = Optional.empty();
            try {
                stow = web(sink, tls);
                dimse.ifPresent(d -> session.out().println("listening as " + title + " at " + address + ":" + d.port()));
                stow.ifPresent(s -> session.out().println("listening for STOW-RS at " + address + ":" + s.port() + "/dicom-web"));
                session.out().flush();
                untilCancelled(session.terminal());
            } finally {
                if (dimse.isPresent()) {
                    dimse.get().close();
                }
                stow.ifPresent(WebReceiver::close);
                whole.close();
            }
            session.out().println(told.line());
            if (whole.waiting() > 0) {
                session.out().println(whole.waiting() + " studies are not analysed yet; `loupe analyze --all` does it");
            }
            return 0;
        }
    }

    private void analyse(Workplace w, String study, Set<String> grown, JobContext job) throws IOException {
        ArrivalAnalysis done = w.arrivals(purpose, session.log()::fault).run(Set.of(study), grown, w.models().catalogue(), job);
        new AnalysisLines(session).arrivals(done, w.store().studies());
        session.out().flush();
    }

    private static void untilCancelled(JobContext job) throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        JobContext.Registration ends = job.onCancel(end::countDown);
        try {
            end.await();
        } finally {
            ends.close();
        }
    }

    private Optional<DimseServer> dimse(InstanceSink sink, Optional<TlsTerms> tls) throws IOException {
        return port < 0
                ? Optional.empty()
                : Optional.of(DimseServer.open(
                        new ServerSettings(
                                title, address, port, new HashSet<>(callers), new HashSet<>(addresses), 8, false, tls, Timeouts.USUAL),
                        sink,
                        report -> false));
    }

    private Optional<WebReceiver> web(InstanceSink sink, Optional<TlsTerms> tls) throws IOException {
        if (web < 0) {
            return Optional.empty();
        }
        ReceiverTerms local = ReceiverTerms.local(web);
        return Optional.of(WebReceiver.start(
                new ReceiverTerms(
                        new InetSocketAddress(InetAddress.getByName(address), web), local.root(), local.login(), tls, local.bodies(),
                        local.bytes(), Duration.ofMinutes(1)),
                sink));
    }

    private Optional<TlsTerms> terms() throws IOException {
        Optional<TlsTerms> terms = secured.terms();
        if (terms.isPresent() && terms.get().own().isEmpty()) {
            throw new ReviewException("a receiver with TLS needs all of --trust, --own-cert and --own-key");
        }
        return terms;
    }

    /// What came so far.
    private static final class Told {
        private final AtomicInteger imported = new AtomicInteger();
        private final AtomicInteger there = new AtomicInteger();
        private final AtomicInteger refused = new AtomicInteger();
        private final Set<String> studies = ConcurrentHashMap.newKeySet();

        void add(ImportReport r) {
            imported.addAndGet(r.imported());
            there.addAndGet(r.alreadyThere());
            refused.addAndGet(r.refused().size());
            studies.addAll(r.studyUids());
        }

        String line() {
            return (imported.get() + there.get() + refused.get()) + " instances: " + imported + " stored, " + there + " already there, "
                    + refused + " refused; " + studies.size() + " studies";
        }
    }
}
