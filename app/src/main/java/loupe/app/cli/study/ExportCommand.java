package loupe.app.cli.study;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.cli.shared.StudyArgument;
import loupe.app.wiring.Workplace;
import loupe.review.consent.Purpose;
import loupe.review.exporting.ExportStudy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `loupe export STUDY --out DIR`.
@Command(name = "export", mixinStandardHelpOptions = true, description = "Writes SEG, SR, findings and key images.")
public final class ExportCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Mixin
    StudyArgument study = new StudyArgument();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "folder to write to")
    Path out = Path.of(".");

    @Option(names = "--images", description = "the de-identified images too")
    boolean images;

    @Option(names = "--rejected", description = "rejected findings too, marked as rejected")
    boolean rejected;

    @Option(names = "--purpose", paramLabel = "P", description = "CARE (default), QA, RESEARCH or TRAINING")
    Purpose purpose = Purpose.CARE;

    @Option(names = "--json", description = "print JSON")
    boolean json;

    public ExportCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        try (Workplace w = where.open()) {
            session.terminal().begin("export");
            ExportStudy.Exported done = w.exporting()
                    .run(study.in(w).studyUid(), out, new ExportStudy.Choice(images, rejected, purpose), session.terminal());
            session.terminal().end();
            if (json) {
                session.json(done);
            } else {
                session.out().println(done.files().size() + " files written"
                        + (done.segmentations() == 0 ? "" : "; each SEG was read back and equals its mask"));
                done.notes().forEach(session.err()::println);
            }
            return 0;
        }
    }
}
