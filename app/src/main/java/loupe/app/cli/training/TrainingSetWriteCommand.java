package loupe.app.cli.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.Workplace;
import loupe.review.training.WriteTrainingSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loupe training-set write NAME --out DIR`.
@Command(
        name = "write",
        mixinStandardHelpOptions = true,
        description = "Writes images and masks of sealed reviews whose persons agreed to TRAINING: NIfTI, manifest.csv, card.md.")
public final class TrainingSetWriteCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Parameters(index = "0", paramLabel = "NAME", description = "small letters, digits and hyphens; used once")
    String name = "";

    @Parameters(
            index = "1..*", arity = "0..*", paramLabel = "STUDY",
            description = "numbers from `loupe list`, pseudonyms or UIDs; none means all")
    List<String> studies = new ArrayList<>();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "folder that is not there yet")
    Path out = Path.of(".");

    @Option(names = "--json", description = "print JSON")
    boolean json;

    public TrainingSetWriteCommand(CommandContext session) {
        this.session = session;
    }

    /// The command's JSON.
    ///
    /// @param manifestSha256 digest of manifest.csv
    private record Said(String name, int cases, int images, int masks, String manifestSha256, Map<String, Integer> leftOut) {}

    @Override
    public Integer call() throws Exception {
        try (Workplace w = where.open()) {
            List<String> uids = new ArrayList<>();
            for (String s : studies) {
                uids.add(w.worklist().find(s).studyUid());
            }
            session.terminal().begin("training set");
            WriteTrainingSet.Written done = w.trainingSets().run(name, out, uids, session.terminal());
            session.terminal().end();
            if (json) {
                session.json(new Said(
                        name, done.set().cases().size(), done.images(), done.masks(), done.set().manifestSha256(), done.leftOut()));
                return 0;
            }
            session.out().println("cases " + done.set().cases().size() + ", images " + done.images() + ", masks " + done.masks()
                    + "; manifest.csv " + done.set().manifestSha256());
            done.leftOut().forEach((why, n) -> session.err().println("left out: " + n + " " + why));
            return 0;
        }
    }
}
