package loupe.review.prompt;

import java.io.IOException;
import java.util.Optional;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Mask;
import loupe.core.work.JobContext;
import loupe.inference.card.ModelCard;
import loupe.inference.engine.ModelException;
import loupe.inference.prompt.Outline;
import loupe.inference.prompt.Outlook;
import loupe.inference.prompt.Prompt;
import loupe.inference.prompt.PromptImage;
import loupe.review.ReviewException;

/// An image a model has looked at: every box on it is outlined at once. Holds 4 MB. Not for the toolkit's thread.
public final class LookedAt {
    private final PromptImage image;
    private final ModelCard by;

    LookedAt(PromptImage image, ModelCard by) {
        this.image = image;
        this.by = by;
    }

    /// Outlines what a box holds.
    ///
    /// @param left the box's left edge in pixels of the image, 0 at the first pixel's outer edge
    /// @param top its upper edge
    /// @param right its right edge, beyond `left`
    /// @param bottom its lower edge, beyond `top`
    /// @throws IOException if the model fails or the box has no inside
    public PromptedOutline box(double left, double top, double right, double bottom, JobContext job) throws IOException {
        if (!(right > left && bottom > top)) {
            throw new ReviewException("draw a box with an inside");
        }
        try {
            Outline o = image.outline(Prompt.box(left, top, right, bottom), job);
            VoxelGrid flat = VoxelGrid.axial(o.columns(), o.rows(), 1, new PatientPoint(0, 0, 0), 1, 1, "");
            return new PromptedOutline(Mask.builder(flat).add(0, o.pixels().toLongArray()).build(), o.quality(), fits(o), by.id() + " " + by.version());
        } catch (ModelException e) {
            throw new ReviewException("the model for prompts failed: " + e.getMessage(), e);
        }
    }

    private Optional<Boolean> fits(Outline o) {
        return o.outlook() == Outlook.OPEN || !Outlook.knows(by.id()) ? Optional.empty() : Optional.of(o.outlook() == Outlook.LIKELY);
    }
}
