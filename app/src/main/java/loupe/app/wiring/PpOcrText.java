package loupe.app.wiring;

import java.util.List;
import java.util.Optional;
import loupe.core.work.JobContext;
import loupe.deid.pixel.GrayImage;
import loupe.deid.pixel.TextBox;
import loupe.deid.pixel.TextFinder;
import loupe.deid.pixel.TextPlace;
import loupe.inference.engine.EngineSettings;
import loupe.inference.engine.ModelException;
import loupe.inference.text.TextDetector;
import loupe.inference.text.TextLine;
import org.jspecify.annotations.Nullable;

/// Joins deid's need to find text in pixels with inference's detector; the net is loaded on first use.
final class PpOcrText implements TextFinder, AutoCloseable {
    private final EngineSettings settings;
    private @Nullable TextDetector detector;

    PpOcrText(EngineSettings settings) {
        this.settings = settings;
    }

    @Override
    public List<TextBox> find(GrayImage image, JobContext job) {
        return read(image, job).stream().map(TextPlace::box).toList();
    }

    @Override
    public List<TextPlace> read(GrayImage image, JobContext job) {
        byte[] gray = new byte[image.columns() * image.rows()];
        for (int row = 0; row < image.rows(); row++) {
            image.copyRow(row, gray, row * image.columns());
        }
        try {
            return detector().read(image.columns(), image.rows(), gray, job).stream()
                    .map(PpOcrText::place)
                    .toList();
        } catch (ModelException e) {
            throw new IllegalStateException("the text detector failed; the image counts as unchecked", e);
        }
    }

    private static TextPlace place(TextLine p) {
        return new TextPlace(
                box(p.box()), box(p.line()), Optional.of(new TextPlace.Reading(p.text(), p.confidence(), p.likeness())));
    }

    private static TextBox box(loupe.inference.text.TextCandidate b) {
        return new TextBox(b.x(), b.y(), b.width(), b.height());
    }

    private synchronized TextDetector detector() throws ModelException {
        TextDetector d = detector;
        if (d == null) {
            d = TextDetector.open(settings);
            detector = d;
        }
        return d;
    }

    @Override
    public synchronized void close() {
        if (detector != null) {
            detector.close();
            detector = null;
        }
    }
}
