package loupe.app.cli.study;

import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.cli.shared.StudyArgument;
import loupe.app.wiring.Workplace;
import loupe.review.edit.SealedReview;
import loupe.review.sealing.SealReview;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `loupe seal STUDY`.
@Command(name = "seal", mixinStandardHelpOptions = true, description = "Signs a review; nothing in it changes any more.")
public final class SealCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Mixin
    StudyArgument study = new StudyArgument();

    @Option(names = "--meaning", paramLabel = "TEXT", description = "what the signature says")
    String meaning = SealReview.USUAL_MEANING;

    @Option(names = "--json", description = "print JSON")
    boolean json;

    public SealCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        try (Workplace w = where.open()) {
            String uid = study.in(w).studyUid();
            w.claims().requireFree(uid);
            SealedReview seal = w.sealing().run(uid, w.actor(), meaning);
            if (json) {
                session.json(seal);
            } else {
                session.out().println("sealed by " + seal.by() + ": " + seal.meaning());
            }
            return 0;
        }
    }
}
