package loupe.app.wiring;

import java.util.List;
import loupe.core.work.JobContext;
import loupe.deid.pixel.GrayImage;
import loupe.deid.pixel.TextBox;
import loupe.deid.pixel.TextFinder;
import loupe.inference.engine.EngineSettings;
import loupe.inference.engine.ModelException;
import loupe.inference.task.TextDetector;
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
        byte[] gray = new byte[image.columns() * image.rows()];
        for (int row = 0; row < image.rows(); row++) {
            image.copyRow(row, gray, row * image.columns());
        }
        try {
            return detector().find(image.columns(), image.rows(), gray, job).stream()
                    .map(b -> new TextBox(b.x(), b.y(), b.width(), b.height()))
                    .toList();
        } catch (ModelException e) {
            throw new IllegalStateException("the text detector failed; the image counts as unchecked", e);
        }
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
