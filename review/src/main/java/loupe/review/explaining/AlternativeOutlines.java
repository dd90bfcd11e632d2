package loupe.review.explaining;

import java.io.IOException;
import loupe.core.segment.Mask;
import loupe.core.segment.operation.doubt.Sureness;
import loupe.core.work.JobContext;
import loupe.review.ReviewException;

/// Gives, on request, what the model that made an outline would have outlined at another probability: less where it must be surer, more
/// where it need not be so sure. Nothing is kept.
public final class AlternativeOutlines {
    /// What lies farther from the model's outline is no alternative to it.
    private static final double REACH_MM = 30;

    private final ModelProbabilities model;

    /// @param model asks the model again
    public AlternativeOutlines(ModelProbabilities model) {
        this.model = model;
    }

    /// How sure the model is about one outline.
    ///
    /// @param outline as the model made it
    /// @param sureness how sure it is in and around it
    public record Asked(Mask outline, Sureness sureness) {
        /// The outline where the model is at least so sure.
        ///
        /// @param percent 1 to 100; about 50 gives the model's own
        /// @throws loupe.core.work.CancelledException if stopped
        public Mask at(int percent, JobContext job) {
            return sureness.outline(outline, percent, job);
        }
    }

    /// Asks the model again, which takes as long as finding it did.
    ///
    /// @param findingId such as `F1`
    /// @param outline as the model made it
    /// @throws IOException if there is no such finding, its model no longer runs or does not say how sure it is of a voxel, or the
    ///     store fails
    /// @throws loupe.core.work.CancelledException if stopped
    public Asked ask(String studyUid, String findingId, Mask outline, JobContext job) throws IOException {
        if (outline.isEmpty()) {
            throw new ReviewException("the model outlined nothing here");
        }
        return new Asked(outline, Sureness.of(
                model.of(studyUid, findingId, outline.grid(), job),
                outline.box().orElseThrow().widenedMm(REACH_MM, outline.grid()), job));
    }
}
