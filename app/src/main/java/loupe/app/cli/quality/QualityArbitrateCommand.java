package loupe.app.cli.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import loupe.app.cli.shared.CommandContext;
import loupe.app.cli.shared.StoreOptions;
import loupe.app.wiring.Workplace;
import loupe.review.ReviewException;
import loupe.review.quality.ScoreInQuestion;
import loupe.review.quality.book.ItemName;
import loupe.review.quality.book.Radpeer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loupe quality arbitrate [ITEM]`.
@Command(name = "arbitrate", mixinStandardHelpOptions = true,
        description = "Settles scores of 2b, 3a and 3b that another person gave; without an item, lists those you may settle.")
public final class QualityArbitrateCommand implements Callable<Integer> {
    private final CommandContext session;

    @Mixin
    StoreOptions where = new StoreOptions();

    @Parameters(index = "0", arity = "0..1", paramLabel = "ITEM", description = "such as 1.7")
    @Nullable String item;

    @Option(names = "--reader", paramLabel = "S", description = "the reader's score that stands: " + ScoreWords.ALL)
    @Nullable String reader;

    @Option(names = "--model", paramLabel = "S", description = "the model's score that stands")
    @Nullable String model;

    @Option(names = "--minutes", paramLabel = "M", description = "time spent on it")
    @Nullable Double minutes;

    @Option(names = "--json", description = "print JSON (the list)")
    boolean json;

    public QualityArbitrateCommand(CommandContext session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        String named = item;
        OptionalDouble spent = ScoreWords.minutes(minutes);
        Optional<Radpeer> ofReader = score(reader);
        Optional<Radpeer> ofModel = score(model);
        try (Workplace w = where.open()) {
            if (named != null) {
                w.quality().arbitrate(ItemName.of(named), ofReader, ofModel, spent);
                session.out().println("settled");
                return 0;
            }
            if (ofReader.isPresent() || ofModel.isPresent()) {
                throw new ReviewException("name the item too; `loupe quality arbitrate` lists them");
            }
            list(w.quality().inQuestion(), w);
            return 0;
        }
    }

    /// What JSON shows of one that waits.
    ///
    /// @param item the item
    /// @param second what the QA reviewer said of it, blind
    /// @param reader the reader's score, where it is in question; else empty
    /// @param model the model's score, where it is in question; else empty
    record Waiting(ItemLines.Shown item, String second, String reader, String model) {}

    private void list(List<ScoreInQuestion> all, Workplace w) throws Exception {
        List<Waiting> values = new ArrayList<>();
        for (ScoreInQuestion q : all) {
            int study = w.worklist().numberOf(q.item().studyUid());
            String ofReader = q.reader().map(Radpeer::word).orElse("");
            String ofModel = q.model().map(Radpeer::word).orElse("");
            values.add(new Waiting(
                    ItemLines.json(q.item(), study), q.item().shown().map(a -> a.judged().name()).orElse(""), ofReader, ofModel));
            if (!json) {
                session.out().println("item " + q.item().item() + ": study " + study + ", finding " + q.item().finding().id() + ": "
                        + q.item().finding().label());
                q.item().shown().ifPresent(a -> ItemLines.answer(session.out(), a));
                session.out().println("  in question:" + (ofReader.isEmpty() ? "" : " reader " + ofReader)
                        + (ofModel.isEmpty() ? "" : " model " + ofModel));
            }
        }
        if (json) {
            session.json(values);
        } else {
            session.out().println(all.size() + " wait for you");
        }
    }

    private static Optional<Radpeer> score(@Nullable String word) throws ReviewException {
        return word == null ? Optional.empty() : Optional.of(ScoreWords.score(word));
    }
}
