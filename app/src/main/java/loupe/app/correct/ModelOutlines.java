package loupe.app.correct;

import static loupe.app.text.Words.say;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import loupe.core.finding.FindingId;
import loupe.core.segment.Mask;
import loupe.core.work.JobContext;
import loupe.review.ReviewException;
import loupe.review.explaining.AlternativeOutlines;

/// What the model that made an outline would have outlined at other probabilities; what it answered about the last one is kept while it
/// is looked at. For one thread at a time beside the toolkit's, but for [#forget].
public final class ModelOutlines {
    private final AlternativeOutlines model;
    private final String studyUid;
    private final Function<FindingId, Optional<Mask>> original;
    private volatile Optional<Known> known = Optional.empty();

    /// @param model asks the model again
    /// @param original a finding's outline as its model made it; called on the toolkit's thread
    public ModelOutlines(AlternativeOutlines model, String studyUid, Function<FindingId, Optional<Mask>> original) {
        this.model = model;
        this.studyUid = studyUid;
        this.original = original;
    }

    private record Known(FindingId id, AlternativeOutlines.Asked asked) {}

    /// The outline as the model made it; empty of what no model made. For the toolkit's thread.
    Optional<Mask> original(FindingId id) {
        return original.apply(id);
    }

    /// The outline where the model is at least so sure, on the grid of its own.
    ///
    /// @param outline as the model made it
    /// @throws IOException if the model cannot be asked; the message says why
    Mask at(FindingId id, Mask outline, double percent, JobContext job) throws IOException {
        int whole = (int) Math.rint(percent);
        if (whole < 1 || whole > 99) {
            throw new ReviewException(say("the model's probability goes from 1 to 99 %"));
        }
        Optional<Known> there = known.filter(k -> k.id.equals(id) && k.asked.outline().equals(outline));
        if (there.isEmpty()) {
            there = Optional.of(new Known(id, model.ask(studyUid, id.value(), outline, job)));
            job.checkCancelled();
            known = there;
        }
        return there.get().asked.at(whole, job);
    }

    /// Keeps nothing of what the model answered.
    void forget() {
        known = Optional.empty();
    }
}
