package loupe.app.cli.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.cli.shared.StudyArgument;
import loupe.app.wiring.Workplace;
import loupe.review.ReviewException;
import loupe.review.consent.Purpose;
import loupe.review.report.Report;
import loupe.review.report.ReportChange;
import loupe.review.report.ReportLine;
import loupe.review.report.ReportSection;
import loupe.review.report.ReportText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `loupe report STUDY`.
@Command(name = "report", mixinStandardHelpOptions = true,
        description = "The report of a study, drafted from accepted findings: shows it, keeps what you write, writes it as PDF.")
public final class ReportCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Mixin
    StudyArgument study = new StudyArgument();

    @Option(names = "--set", paramLabel = "N=TEXT", description = "puts line N otherwise; write no name of a patient")
    Map<String, String> set = new LinkedHashMap<>();

    @Option(names = "--add", paramLabel = "SECTION=TEXT",
            description = "adds a sentence of your own to TECHNIQUE, COMPARISON, FINDINGS or IMPRESSION")
    Map<ReportSection, String> add = new LinkedHashMap<>();

    @Option(names = "--take-out", paramLabel = "N", description = "takes line N out")
    List<String> takeOut = new ArrayList<>();

    @Option(names = "--as-drafted", paramLabel = "N", description = "gives line N, or one taken out by its name, the draft's words again")
    List<String> asDrafted = new ArrayList<>();

    @Option(names = "--redraft", description = "drafts everything anew that you did not put otherwise, though the findings are the same")
    boolean redraft;

    @Option(names = "--keep", description = "keeps the report as it reads; what is kept is signed when the review is sealed")
    boolean keep;

    @Option(names = "--out", paramLabel = "FILE.pdf", description = "writes it as PDF/A")
    @Nullable Path out;

    @Option(names = "--purpose", paramLabel = "P", description = "what the file is for: CARE (default), QA, RESEARCH or TRAINING")
    Purpose purpose = Purpose.CARE;

    @Option(names = "--text", description = "prints the text alone, without numbers and links")
    boolean text;

    @Option(names = "--json", description = "print JSON")
    boolean json;

    public ReportCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        if (text && json) {
            throw new ReviewException("either --text or --json");
        }
        try (Workplace w = where.open()) {
            String uid = study.in(w).studyUid();
            session.terminal().begin("report");
            Report report = report(w, uid);
            session.terminal().end();
            if (json) {
                session.json(report);
            } else {
                ReportText.of(report, !text).forEach(session.out()::println);
                takenOut(report);
            }
            if (out != null) {
                w.exporting().report(uid, out, purpose, session.terminal()).forEach(session.err()::println);
                session.err().println("written: " + out + (report.standing().signed() ? "" : ", marked as a draft"));
            }
            return 0;
        }
    }

    private Report report(Workplace w, String uid) throws IOException {
        List<ReportChange> changes = changes();
        if (changes.isEmpty() && !keep) {
            return w.report().of(uid, session.terminal());
        }
        w.claims().requireFree(uid);
        return w.report().keep(uid, changes, session.terminal());
    }

    /// In the order of the options' list; numbers are those that were shown before.
    private List<ReportChange> changes() {
        List<ReportChange> all = new ArrayList<>();
        if (redraft) {
            all.add(new ReportChange.Redraft());
        }
        set.forEach((line, words) -> all.add(new ReportChange.Put(line, words)));
        takeOut.forEach(line -> all.add(new ReportChange.TakeOut(line)));
        asDrafted.forEach(line -> all.add(new ReportChange.AsDrafted(line)));
        add.forEach((section, words) -> all.add(new ReportChange.Add(section, words)));
        return all;
    }

    private void takenOut(Report report) {
        if (!text && !report.standing().closed()) {
            report.lines().stream().filter(l -> !l.read()).map(ReportCommand::text).forEach(session.out()::println);
        }
    }

    private static String text(ReportLine l) {
        return "taken out of " + l.section().title().toLowerCase(Locale.ROOT) + ", " + l.key() + ": " + l.text()
                + (l.misfit().isEmpty() ? "" : "\n     ! " + l.misfit());
    }
}
