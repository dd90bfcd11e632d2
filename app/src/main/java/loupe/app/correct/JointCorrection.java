package loupe.app.correct;

import static loupe.app.text.Words.later;
import static loupe.app.text.Words.say;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import loupe.core.segment.Mask;
import loupe.core.segment.operation.EditLimits;
import loupe.core.segment.operation.VoxelField;
import loupe.core.segment.operation.grow.GrowFromSeeds;
import loupe.core.segment.operation.shape.JointSmoothing;
import loupe.core.work.JobContext;
import loupe.review.ReviewException;

/// What can be made of several segments at once: those of the series shown that are drawn and open and have voxels.
public enum JointCorrection {
    SEEDS(later("Grow from seeds"), "grow from seeds", "", 0, later("are the seeds"), JointCorrection::grown),
    SMOOTHING(later("Smooth: together"), "joint smooth", "mm", 1.5, later("are made smooth together"),
            (s, mm, job) -> JointSmoothing.of(s.masks(), mm, job));

    private final ToolNaming naming;
    private final String role;
    private final Operation operation;

    JointCorrection(String text, String word, String unit, double usual, String role, Operation operation) {
        this.naming = new ToolNaming(text, word, unit, usual);
        this.role = role;
        this.operation = operation;
    }

    private interface Operation {
        List<Mask> of(Subject subject, double amount, JobContext job);
    }

    /// What an operation works on.
    ///
    /// @param masks the segments' voxels, on one grid, none empty
    /// @param image their image's values, read when first asked for
    /// @param limits what may change of each of them
    record Subject(List<Mask> masks, Supplier<VoxelField> image, EditLimits limits) {}

    /// Locked segments and values that may not change are in no way.
    private static List<Mask> grown(Subject s, double none, JobContext job) {
        EditLimits l = s.limits();
        Optional<Mask> within = l.locked().isEmpty() && l.values().isEmpty()
                ? Optional.empty()
                : Optional.of(l.within(Mask.empty(s.masks().getFirst().grid()).inverted()));
        return new GrowFromSeeds(s.image().get(), within, 0).of(s.masks(), job);
    }

    ToolNaming naming() {
        return naming;
    }

    /// The masks afterwards, in their order.
    ///
    /// @throws loupe.core.work.CancelledException if stopped
    /// @throws ReviewException if it cannot be, with the reason
    List<Mask> of(Subject subject, double amount, JobContext job) throws ReviewException {
        if (subject.masks().size() < 2) {
            throw new ReviewException(tooFew(subject.masks().size()));
        }
        try {
            return operation.of(subject, amount, job);
        } catch (IllegalArgumentException e) {
            throw new ReviewException(String.valueOf(e.getMessage()), e);
        }
    }

    /// Why so few segments are not enough.
    String tooFew(int segments) {
        return say(segments == 0
                ? "At least two segments of this series that are shown, open and have voxels {0}; there is none. Begin one with "
                        + "Alt+Shift+N and draw in it."
                : "At least two segments of this series that are shown, open and have voxels {0}; there is one. Begin one with "
                        + "Alt+Shift+N and draw in it.", say(role));
    }
}
