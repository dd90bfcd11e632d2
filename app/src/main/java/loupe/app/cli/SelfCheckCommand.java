package loupe.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.ExitCode;
import loupe.app.wiring.Places;
import loupe.app.wiring.Workplace;
import loupe.core.work.JobContext;
import loupe.core.work.TemporaryFolder;
import loupe.inference.engine.EngineSettings;
import loupe.inference.engine.ModelException;
import loupe.inference.text.TextDetector;
import loupe.store.keys.KdfCost;
import picocli.CommandLine.Command;

/// `loupe self-check`: loads each native library once.
@Command(
        name = "self-check",
        mixinStandardHelpOptions = true,
        description = "Loads ONNX Runtime, SQLite and JavaFX once and says whether they work here.")
final class SelfCheckCommand implements Callable<Integer> {
    private static final int SIDE = 64;

    private final CommandContext session;
    private boolean ok = true;

    SelfCheckCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        say("ONNX Runtime", SelfCheckCommand::engine);
        say("SQLite", this::database);
        say("JavaFX", session.window()::check);
        return ok ? 0 : ExitCode.FAILED;
    }

    private interface Check {
        String run() throws IOException, ModelException;
    }

    private void say(String what, Check check) {
        try {
            session.out().println(what + ": ok, " + check.run());
        } catch (IOException | ModelException | LinkageError e) {
            ok = false;
            session.log().fault(e);
            session.out().println(what + ": does not work here; details are in the log");
        }
    }

    private static String engine() throws ModelException {
        try (TextDetector detector = TextDetector.open(new EngineSettings(1, true))) {
            byte[] gray = new byte[SIDE * SIDE];
            for (int i = 0; i < gray.length; i++) {
                gray[i] = (byte) (i % 7 * 30);
            }
            int found = detector.find(SIDE, SIDE, gray, JobContext.unattended()).size();
            return "the text net ran (" + found + " places)";
        }
    }

    private String database() throws IOException {
        try (TemporaryFolder temporary = TemporaryFolder.make("loupe-check-")) {
            Path folder = temporary.path();
            Places places = new Places(folder.resolve("device"), session.log().file(), folder.resolve("store"));
            Workplace.Opening opening =
                    new Workplace.Opening(folder.resolve("store"), places, "self-check", KdfCost.production(), 0);
            try (Workplace w = Workplace.create(opening, "self check only".toCharArray())) {
                List<?> faults = w.store().verify(JobContext.unattended()).faults();
                return "a new store verifies with " + faults.size() + " faults";
            }
        }
    }
}
