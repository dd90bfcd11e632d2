package loupe.app.correct;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import loupe.app.measures.ViewSite;
import loupe.app.viewer.picture.ImagePlace;
import loupe.app.viewer.picture.PictureCache;
import loupe.app.viewer.picture.StudyPictures;
import loupe.core.geometry.PatientPoint;
import loupe.core.image.ValueWindow;
import loupe.core.segment.operation.outline.GrayPicture;
import loupe.core.segment.operation.outline.LevelTrace;
import loupe.core.segment.region.FlatOutline;
import loupe.core.work.JobContext;
import loupe.review.ReviewException;
import loupe.review.prompt.LookedAt;
import loupe.review.prompt.PromptedOutline;
import loupe.review.prompt.PromptedOutlines;

/// Outlines boxes by a model; what the last images are to it is kept. For one thread at a time beside the toolkit's.
final class Prompter {
    private static final int KEPT = 4;
    /// A guess below this warns.
    private static final double SURE = 0.8;

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
        double[] columns = box.shape().points().stream().mapToDouble(p -> site.raster().column(site.space().plane(), p) + 0.5).sorted().toArray();
        double[] rows = box.shape().points().stream().mapToDouble(p -> site.raster().row(site.space().plane(), p) + 0.5).sorted().toArray();
        PromptedOutline made = look(on, job)
                .box(columns[0], rows[0], columns[columns.length - 1], rows[rows.length - 1], job);
        BitSet part = largest(made);
        if (part.isEmpty()) {
            throw new ReviewException(made.by() + " finds nothing in this box");
        }
        String sure = String.format(Locale.ROOT, "own guess %.2f, %s", made.quality(), made.by());
        return new Answer(corners(site, made, part), made.by(), made.quality() < SURE ? "doubtful: " + sure : sure);
    }

    private static List<PatientPoint> corners(ViewSite site, PromptedOutline made, BitSet part) {
        float[] in = new float[made.columns() * made.rows()];
        part.stream().forEach(i -> in[i] = 1);
        int first = part.nextSetBit(0);
        GrayPicture picture = new GrayPicture(in, made.columns(), made.rows(), site.raster().columnMm(), site.raster().rowMm());
        FlatOutline.Polygon line = LevelTrace.through(picture, first % made.columns(), first / made.columns()).orElseThrow();
        List<PatientPoint> out = new ArrayList<>();
        line.points().forEach(p -> out.add(site.raster().toPatient(
                site.space().plane(), p.rightMm() / site.raster().columnMm(), p.downMm() / site.raster().rowMm())));
        return out;
    }

    /// The largest part that hangs together by sides.
    private static BitSet largest(PromptedOutline made) {
        BitSet left = made.pixels();
        BitSet best = new BitSet();
        int columns = made.columns();
        int[] stack = new int[columns * made.rows()];
        for (int from = left.nextSetBit(0); from >= 0; from = left.nextSetBit(from)) {
            BitSet part = new BitSet();
            int size = 0;
            stack[size++] = from;
            left.clear(from);
            while (size > 0) {
                int at = stack[--size];
                part.set(at);
                for (int next : new int[] {
                    at % columns > 0 ? at - 1 : -1, at % columns < columns - 1 ? at + 1 : -1, at - columns, at + columns
                }) {
                    if (next >= 0 && left.get(next)) {
                        left.clear(next);
                        stack[size++] = next;
                    }
                }
            }
            best = part.cardinality() > best.cardinality() ? part : best;
        }
        return best;
    }
}
