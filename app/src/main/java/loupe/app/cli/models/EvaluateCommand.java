package loupe.app.cli.models;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.ExitCode;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.Workplace;
import loupe.inference.evaluate.Evaluation;
import loupe.inference.evaluate.EvaluationPages;
import loupe.review.detecting.EvaluateModel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `loupe evaluate --model ID --truth DIR [--out DIR]`.
@Command(name = "evaluate", mixinStandardHelpOptions = true,
        description = "Measures a model on images with truth: Dice, surfaces, detections, calibration, by subgroup.")
public final class EvaluateCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Option(names = "--model", required = true, paramLabel = "ID", description = "one of `loupe models list`")
    String model = "";

    @Option(names = "--truth", required = true, paramLabel = "DIR",
            description = "NAME.nii.gz, NAME.png or a folder NAME of DICOM files with NAME-mask.nii.gz or .png; or truth.json")
    Path truth = Path.of(".");

    @Option(names = "--tolerance", paramLabel = "MM", description = "tolerance of the surface Dice (default ${DEFAULT-VALUE})")
    double tolerance = 2;

    @Option(names = "--out", paramLabel = "DIR", description = "writes evaluation.json and evaluation.html, with pictures, there")
    @Nullable Path out;

    public EvaluateCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        try (Workplace w = where.openOrCreate()) {
            session.terminal().begin("evaluate");
            Evaluation e = w.evaluating().run(new EvaluateModel.Request(model, truth, tolerance), session.terminal());
            session.terminal().end();
            Path folder = out;
            if (folder == null) {
                session.out().println(EvaluationPages.json(e));
            } else {
                EvaluateModel.write(e, folder);
                session.out().println("evaluation.json and evaluation.html written");
            }
            return e.cases().stream().anyMatch(c -> c.refused().isEmpty()) ? 0 : ExitCode.FAILED;
        }
    }
}
