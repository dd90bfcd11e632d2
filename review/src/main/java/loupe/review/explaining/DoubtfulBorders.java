package loupe.review.explaining;

import java.io.IOException;
import java.util.List;
import loupe.core.segment.Mask;
import loupe.core.segment.operation.doubt.BinaryEntropy;
import loupe.core.segment.operation.doubt.Differences;
import loupe.core.segment.operation.doubt.DoubtfulBorder;
import loupe.core.segment.operation.doubt.DoubtfulPlace;
import loupe.core.work.JobContext;

/// Says, on request, where the model that made a finding is in doubt about the border of its outline. Nothing is kept.
public final class DoubtfulBorders {
    /// Bits of entropy from which a voxel is one to look at: its probability lies between about 0.32 and 0.68.
    private static final double IN_DOUBT = 0.9;
    private static final Differences.Floor FLOOR = new Differences.Floor(0, 200);

    private final ModelProbabilities model;

    /// @param model asks the model again
    public DoubtfulBorders(ModelProbabilities model) {
        this.model = model;
    }

    /// The places along an outline's border of which the model is unsure, the heaviest first, at most 200.
    ///
    /// @param findingId such as `F1`
    /// @param mask its outline as it stands
    /// @throws IOException if there is no such finding, its model no longer runs or does not say how sure it is of a voxel, or the
    ///     store fails
    /// @throws loupe.core.work.CancelledException if stopped
    public List<DoubtfulPlace> of(String studyUid, String findingId, Mask mask, JobContext job) throws IOException {
        return new DoubtfulBorder(new BinaryEntropy(model.of(studyUid, findingId, mask.grid(), job)), IN_DOUBT).of(mask, FLOOR, job);
    }
}
