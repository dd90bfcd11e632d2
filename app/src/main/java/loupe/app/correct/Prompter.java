package loupe.app.correct;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.sayNumbers;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.app.measures.ViewSite;
import loupe.app.viewer.picture.ImagePlace;
import loupe.app.viewer.picture.PictureCache;
import loupe.app.viewer.picture.StudyPictures;
import loupe.core.geometry.PatientPoint;
import loupe.core.image.RasterImage;
import loupe.core.image.ValueWindow;
import loupe.core.segment.Mask;
import loupe.core.segment.block.Neighbours;
import loupe.core.segment.operation.fill.Islands;
import loupe.core.work.JobContext;
import loupe.review.ReviewException;
import loupe.review.prompt.LookedAt;
import loupe.review.prompt.PromptedOutline;
import loupe.review.prompt.PromptedOutlines;

/// Outlines boxes by a model; what the last images are to it is kept. For one thread at a time beside the toolkit's.
final class Prompter {
    private static final int KEPT = 4;

    private final PromptedOutlines model;
    private final StudyPictures pictures;
    private final Map<Picture, LookedAt> seen = new LinkedHashMap<>(KEPT, 0.75f, true);

    /// @param model the site's model for prompts
    /// @param pictures where the images are read
    Prompter(PromptedOutlines model, StudyPictures pictures) {
        this.model = model;
        this.pictures = pictures;
    }

    /// An image as it is shown.
    ///
    /// @param place where its pixels come from
    /// @param window how its values become gray; empty for its own
    /// @param modality of its series
    record Picture(ImagePlace place, Optional<ValueWindow> window, String modality) {}

    /// What a box gave.
    ///
    /// @param corners its outline in the patient
    /// @param by the model and its version
    /// @param note how sure the model is, in words
    record Answer(List<PatientPoint> corners, String by, String note) {}

    /// Has the model look at an image, so that a box on it is outlined at once.
    ///
    /// @throws IOException if there is no model, or it fails
    LookedAt look(Picture on, JobContext job) throws IOException {
        LookedAt known = seen.get(on);
        if (known != null) {
            return known;
        }
        PictureCache.Picture p = pictures.picture(on.place());
        LookedAt made = model.look(p.image(), on.window().orElse(p.ownWindow()), on.modality(), job);
        seen.put(on, made);
        if (seen.size() > KEPT) {
            seen.remove(seen.keySet().iterator().next());
        }
        return made;
    }

    /// Outlines what a box holds; of several parts the largest.
    ///
    /// @throws IOException if the model fails or finds nothing in the box
    Answer outline(DrawnOutline box, Picture on, JobContext job) throws IOException {
        ViewSite site = box.site();
        List<PatientPoint> points = box.shape().points();
        DoubleSummaryStatistics columns = points.stream()
                .mapToDouble(p -> site.raster().column(site.space().plane(), p) + 0.5).summaryStatistics();
        DoubleSummaryStatistics rows = points.stream()
                .mapToDouble(p -> site.raster().row(site.space().plane(), p) + 0.5).summaryStatistics();
        PromptedOutline made = look(on, job).box(columns.getMin(), rows.getMin(), columns.getMax(), rows.getMax(), job);
        String own = sayNumbers("own guess %.2f, %s", made.quality(), made.by());
        String note = made.fits()
                .map(f -> f ? say("likely fits: {0}", own) : say("likely does not fit: {0}", own))
                .orElseGet(() -> say("cannot tell whether it fits: {0}", own));
        return new Answer(corners(site, made, job), made.by(), note);
    }

    private static List<PatientPoint> corners(ViewSite site, PromptedOutline made, JobContext job) throws ReviewException {
        Mask part = Islands.of(made.inside(), Neighbours.FOUR, job).largest();
        int first = BitSet.valueOf(part.words(0)).nextSetBit(0);
        if (first < 0) {
            throw new ReviewException(say("{0} finds nothing in this box", made.by()));
        }
        int columns = part.grid().columns();
        float[] in = new float[part.grid().voxelsPerSlice()];
        part.forEachRun(0, (start, length) -> Arrays.fill(in, start, start + length, 1));
        RasterImage image = new RasterImage.Gray(columns, part.grid().rows(), in, false);
        return new EdgeFollowing(site, image).around(first % columns, first / columns);
    }
}
