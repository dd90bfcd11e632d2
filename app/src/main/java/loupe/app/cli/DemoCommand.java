package loupe.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import loupe.app.cli.audit.AuditVerifyCommand;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.ExitCode;
import loupe.app.cli.shared.LanguageOption;
import loupe.app.cli.shared.StudyLines;
import loupe.app.text.Language;
import loupe.app.wiring.Places;
import loupe.app.wiring.Samples;
import loupe.app.wiring.Workplace;
import loupe.core.encoding.Encoding;
import loupe.core.study.StudySummary;
import loupe.core.work.TemporaryFolder;
import loupe.review.ReviewException;
import loupe.review.exporting.ExportStudy;
import loupe.review.importing.ImportReport;
import loupe.store.keys.KdfCost;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `loupe demo`: the whole loop on the built-in sample studies, in a throw-away encrypted store.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Opens the window on a throw-away store, into which sample studies arrive (or writes their results).")
final class DemoCommand implements Callable<Integer> {
    private static final int PASSPHRASE_LENGTH = 24;

    private final CommandContext session;

    @Option(names = "--headless", description = "no window: write the results into --out")
    boolean headless;

    @Option(names = "--out", paramLabel = "DIR", description = "folder for the results (default: loupe-demo)")
    @Nullable Path out;

    @Mixin
    LanguageOption spoken = new LanguageOption();

    DemoCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        Optional<Language> language = spoken.asked();
        boolean window = !headless && out == null && hasDisplay();
        Path temporary = Files.createTempDirectory("loupe-demo-");
        try {
            Workplace.Opening opening = new Workplace.Opening(
                    temporary.resolve("store"),
                    new Places(temporary.resolve("device"), session.log().file(), temporary.resolve("store")),
                    "demo-reader",
                    KdfCost.production(),
                    window ? 1 : 0);
            char[] passphrase = passphrase();
            String shown = new String(passphrase);
            try (Workplace w = Workplace.create(opening, passphrase)) {
                if (window) {
                    session.terminal().checkCancelled();
                    session.out().println("the demo's throw-away passphrase, should the window lock: " + shown);
                    session.window()
                            .open(opening, Optional.of(w), Optional.of(temporary.resolve("samples")), language, session.terminal());
                    return 0;
                }
                fill(w, temporary.resolve("samples"));
                Path folder = out;
                return write(w, folder == null ? Path.of("loupe-demo") : folder);
            }
        } finally {
            TemporaryFolder.delete(temporary);
        }
    }

    private static boolean hasDisplay() {
        boolean unix = !System.getProperty("os.name", "").startsWith("Windows");
        return !unix || System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
    }

    private static char[] passphrase() {
        SecureRandom random = new SecureRandom();
        char[] out = new char[PASSPHRASE_LENGTH];
        for (int i = 0; i < out.length; i++) {
            out[i] = (char) ('a' + random.nextInt(26));
        }
        return out;
    }

    /// Imports and analyses the samples.
    private void fill(Workplace w, Path folder) throws Exception {
        session.terminal().begin("draw sample studies");
        List<Path> studies = Samples.draw(folder, session.terminal());
        session.terminal().begin("import");
        ImportReport report = w.importing().run(studies, session.terminal());
        TemporaryFolder.delete(folder);
        if (!report.refused().isEmpty()) {
            throw new ReviewException("a sample file was refused: " + report.refused().getFirst().sentence());
        }
        for (StudySummary s : w.store().studies()) {
            session.terminal().begin("analyze");
            w.analysis().run(s.studyUid(), Optional.empty(), w.models().catalogue(), session.terminal());
        }
        session.terminal().end();
    }

    private int write(Workplace w, Path folder) throws Exception {
        for (StudySummary s : w.store().studies()) {
            session.terminal().begin("export");
            Path to = folder.resolve("study-" + w.worklist().numberOf(s.studyUid()));
            ExportStudy.Exported done =
                    w.exporting().run(s.studyUid(), to, new ExportStudy.Choice(false), session.terminal());
            session.terminal().end();
            StudyLines.study(session.out(), s);
            w.review(s.studyUid()).state().findings().forEach(f -> StudyLines.finding(session.out(), f));
            done.files().forEach(f -> session.out().println("  " + to.resolve(f)));
        }
        session.terminal().begin("verify");
        AuditVerifyCommand.Verified v = AuditVerifyCommand.verify(w, session.terminal());
        Files.write(folder.resolve("audit.json"), Encoding.pretty(v));
        session.terminal().end();
        session.out().println(v.intact() ? "the audit log verifies" : "the audit log DOES NOT verify");
        return v.intact() ? 0 : ExitCode.FAILED;
    }
}
