package loupe.app.cli.quality;

import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.Workplace;
import loupe.review.ReviewException;
import loupe.review.quality.BlindItem;
import loupe.review.quality.book.FindingAnswer;
import loupe.review.quality.book.ItemName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loupe quality score ITEM`.
@Command(name = "score", mixinStandardHelpOptions = true,
        description = "Keeps your blind judgement of an item and your score of the model, then shows what the reader said; a second call"
                + " scores the reader. Neither can be changed.")
public final class QualityScoreCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Parameters(index = "0", paramLabel = "ITEM", description = "such as 1.7, from `loupe quality next`")
    String item = "";

    @Option(names = "--verdict", paramLabel = "V", description = "what you say of the finding: ${COMPLETION-CANDIDATES}")
    @Nullable FindingAnswer verdict;

    @Option(names = "--model", paramLabel = "S", description = "RADPEER score of the model: " + ScoreWords.ALL)
    @Nullable String model;

    @Option(names = "--reader", paramLabel = "S", description = "RADPEER score of the reader, once you have seen what they said")
    @Nullable String reader;

    @Option(names = "--minutes", paramLabel = "M", description = "time spent on this step (default: since it began, up to an hour)")
    @Nullable Double minutes;

    public QualityScoreCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        ItemName name = ItemName.of(item);
        OptionalDouble spent = ScoreWords.minutes(minutes);
        FindingAnswer answer = verdict;
        String ofModel = model;
        String ofReader = reader;
        if ((answer == null) != (ofModel == null) || (answer == null) == (ofReader == null)) {
            throw new ReviewException("give --verdict and --model first; what the reader said is shown then, and --reader scores it");
        }
        try (Workplace w = where.open()) {
            if (answer != null && ofModel != null) {
                BlindItem judged = w.quality().judge(name, answer, ScoreWords.score(ofModel), spent);
                ItemLines.print(session.out(), judged, w.worklist().numberOf(judged.studyUid()));
            } else if (ofReader != null) {
                boolean waits = w.quality().scoreReader(name, ScoreWords.score(ofReader), spent);
                session.out().println(waits ? "kept; another person settles it (`loupe quality arbitrate`)" : "kept");
            }
            return 0;
        }
    }
}
