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

/// `loupe render STUDY --out DIR`.
@Command(name = "render", mixinStandardHelpOptions = true, description = "Draws key images with overlays as PNG.")
public final class RenderCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Mixin
    StudyArgument study = new StudyArgument();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "folder to write to")
    Path out = Path.of(".");

    @Option(names = "--purpose", paramLabel = "P", description = "CARE (default), QA, RESEARCH or TRAINING; the person must allow it")
    Purpose purpose = Purpose.CARE;

    @Option(names = "--json", description = "print JSON")
    boolean json;

    public RenderCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        try (Workplace w = where.open()) {
            ExportStudy.Exported done = w.exporting().render(study.in(w).studyUid(), out, purpose);
            if (json) {
                session.json(done);
            } else {
                done.files().forEach(session.out()::println);
                done.notes().forEach(session.err()::println);
            }
            return 0;
        }
    }
}
