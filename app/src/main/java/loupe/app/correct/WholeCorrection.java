package loupe.app.correct;

import static loupe.app.text.Words.later;
import static loupe.app.text.Words.say;

import java.util.function.Supplier;
import loupe.core.segment.Mask;
import loupe.core.segment.block.Neighbours;
import loupe.core.segment.operation.ValueRange;
import loupe.core.segment.operation.VoxelField;
import loupe.core.segment.operation.between.FillBetween;
import loupe.core.segment.operation.between.FilledGaps;
import loupe.core.segment.operation.fill.Islands;
import loupe.core.segment.operation.fill.Threshold;
import loupe.core.segment.operation.fill.ThresholdMethod;
import loupe.core.segment.operation.fill.ValueHistogram;
import loupe.core.segment.operation.shape.Margin;
import loupe.core.segment.operation.shape.Shell;
import loupe.core.segment.operation.shape.Smoothing;
import loupe.core.work.JobContext;
import loupe.review.ReviewException;

/// What can be made of a whole segment at once. All lengths are millimetres in the patient.
public enum WholeCorrection {
    GROW(later("Margin: wider"), "margin", "mm", 3, (s, mm, job) -> Margin.grown(s.mask(), mm, job)),
    SHRINK(later("Margin: narrower"), "margin", "mm", 3, (s, mm, job) -> Margin.shrunk(s.mask(), mm, job)),
    MEDIAN(later("Smooth: median"), "smooth", "mm", 3, (s, mm, job) -> Smoothing.MEDIAN.of(s.mask(), mm, job)),
    GAUSSIAN(later("Smooth: Gaussian"), "smooth", "mm", 1.5, (s, mm, job) -> Smoothing.GAUSSIAN.of(s.mask(), mm, job)),
    OPEN(later("Smooth: open (takes what is thin)"), "smooth", "mm", 3, (s, mm, job) -> Smoothing.OPENING.of(s.mask(), mm, job)),
    CLOSE(later("Smooth: close (fills gaps)"), "smooth", "mm", 3, (s, mm, job) -> Smoothing.CLOSING.of(s.mask(), mm, job)),
    HOLLOW(later("Hollow: shell inside the surface"), "hollow", "mm", 3, (s, mm, job) -> Shell.OUTSIDE_SURFACE.of(s.mask(), mm, job)),
    WALL(later("Hollow: shell around the surface"), "hollow", "mm", 3, (s, mm, job) -> Shell.INSIDE_SURFACE.of(s.mask(), mm, job)),
    LARGEST(later("Islands: the largest alone"), "islands", "", 0, (s, none, job) -> Islands.of(s.mask(), Neighbours.TWENTY_SIX,
            job).largest()),
    SMALL(later("Islands: without those below"), "islands", "mm³", 1000,
            (s, mm3, job) -> Islands.of(s.mask(), Neighbours.TWENTY_SIX, job).atLeast(mm3)),
    THRESHOLD(later("Threshold: values from"), "threshold", "up", 100,
            (s, least, job) -> Threshold.of(s.image().get(), ValueRange.from(least), job)),
    OTSU(later("Threshold: Otsu"), "threshold", "", 0, (s, none, job) -> otsu(s.image().get(), job)),
    BETWEEN(later("Fill between slices, by shape"), "fill between", "", 0, (s, none, job) -> between(FillBetween.SHAPE, s.mask(), job)),
    BETWEEN_DISTANCE(later("Fill between slices, by distance"), "fill between", "", 0,
            (s, none, job) -> between(FillBetween.DISTANCE, s.mask(), job)),
    INVERT(later("Logic: everything else"), "invert", "", 0, (s, none, job) -> s.mask().inverted()),
    CLEAR(later("Logic: nothing"), "clear", "", 0, (s, none, job) -> Mask.empty(s.mask().grid()));

    private final ToolNaming naming;
    private final Operation operation;

    WholeCorrection(String text, String word, String unit, double usual, Operation operation) {
        this.naming = new ToolNaming(text, word, unit, usual);
        this.operation = operation;
    }

    private static Mask otsu(VoxelField image, JobContext job) {
        return Threshold.of(image, ValueHistogram.of(image, job).above(ThresholdMethod.OTSU), job);
    }

    private static Mask between(FillBetween how, Mask mask, JobContext job) throws ReviewException {
        FilledGaps filled = how.of(mask, 2, job);
        if (filled.gaps() == 0) {
            throw new ReviewException(
                    say("nothing to fill between: a slice counts only where the slices beside it are empty, so not after a ball brush"));
        }
        return filled.mask();
    }

    private interface Operation {
        Mask of(Subject subject, double amount, JobContext job) throws ReviewException;
    }

    /// What an operation works on.
    ///
    /// @param mask the segment's voxels
    /// @param image its image's values, read when first asked for
    record Subject(Mask mask, Supplier<VoxelField> image) {}

    ToolNaming naming() {
        return naming;
    }

    /// The mask afterwards.
    ///
    /// @throws loupe.core.work.CancelledException if stopped
    /// @throws IllegalArgumentException if the amount cannot be
    /// @throws ReviewException if nothing sensible comes of it, with the reason
    Mask of(Subject subject, double amount, JobContext job) throws ReviewException {
        return operation.of(subject, amount, job);
    }
}
