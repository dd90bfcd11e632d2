package loupe.app.correct;

import static loupe.app.text.Words.later;
import static loupe.app.text.Words.say;
import static loupe.app.text.Words.sayNumbers;

import java.util.List;
import java.util.function.Supplier;
import loupe.core.segment.Mask;
import loupe.core.geometry.Voxel;
import loupe.core.segment.block.Neighbours;
import loupe.core.segment.operation.VoxelField;
import loupe.core.segment.operation.fill.Flood;
import loupe.core.segment.operation.fill.FloodGate;
import loupe.core.segment.operation.fill.FloodOutcome;
import loupe.core.segment.operation.fill.Islands;
import loupe.core.work.JobContext;
import loupe.review.ReviewException;

/// What can be made of a segment from a place that is clicked.
public enum ClickCorrection {
    FLOOD(later("Fill: like values, through the volume"), "fill", "±", 50, Neighbours.SIX),
    FLOOD_SLICE(later("Fill: like values, on one slice"), "fill", "±", 50, Neighbours.FOUR),
    ONLY(later("Islands: the clicked one alone"), "islands", "", 0, Neighbours.TWENTY_SIX),
    WITHOUT(later("Islands: without the clicked one"), "islands", "", 0, Neighbours.TWENTY_SIX);

    private final ToolNaming naming;
    private final Neighbours neighbours;

    ClickCorrection(String text, String word, String unit, double usual, Neighbours neighbours) {
        this.naming = new ToolNaming(text, word, unit, usual);
        this.neighbours = neighbours;
    }

    /// What is clicked on.
    ///
    /// @param mask the segment's voxels
    /// @param at the voxel
    /// @param image its image's values, read when first asked for
    /// @param stops other segments, whose voxels are not entered
    record Subject(Mask mask, Voxel at, Supplier<VoxelField> image, List<Mask> stops) {}

    ToolNaming naming() {
        return naming;
    }

    /// The mask afterwards.
    ///
    /// @throws ReviewException if nothing sensible comes of it, with the reason
    /// @throws loupe.core.work.CancelledException if stopped
    Mask of(Subject s, double amount, JobContext job) throws ReviewException {
        return switch (this) {
            case FLOOD, FLOOD_SLICE -> s.mask().or(filled(s, amount, job));
            case ONLY -> Islands.of(s.mask(), neighbours, job).only(s.at());
            case WITHOUT -> Islands.of(s.mask(), neighbours, job).without(s.at());
        };
    }

    private Mask filled(Subject s, double tolerance, JobContext job) throws ReviewException {
        VoxelField image = s.image().get();
        Flood flood = new Flood(image, Flood.about(image, s.at(), tolerance), neighbours, s.stops(), FloodGate.usual());
        return switch (flood.from(s.at(), job)) {
            case FloodOutcome.Filled f -> f.region();
            case FloodOutcome.Large l -> l.region();
            case FloodOutcome.Leaking l -> throw new ReviewException(sayNumbers("would take %.0f mL and looks like a leak (%.0f %% "
                    + "of its box); less tolerance, or limit the values",
                    l.millilitres(), 100 * l.compactness()));
            case FloodOutcome.Endless e -> throw new ReviewException(sayNumbers("stopped at %.1f L; less tolerance, or limit the values",
                    e.millilitres() / 1000));
            case FloodOutcome.Nothing n -> throw new ReviewException(say("nothing to fill here"));
        };
    }
}
