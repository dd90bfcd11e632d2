package loupe.inference.task;

import java.util.List;
import loupe.core.work.JobContext;
import loupe.inference.engine.EngineSettings;
import loupe.inference.engine.ModelException;

/// Finds text burned into pixels, with PP-OCRv3's detection net from the class path.
///
/// Safe for any thread but the JavaFX one; calls take turns. Made to miss little, so it also points at things that are
/// no text.
public final class TextDetector implements AutoCloseable {

    private TextDetector() {}

    /// Loads the net.
    ///
    /// @throws ModelException if it cannot be loaded
    public static TextDetector open(EngineSettings settings) throws ModelException {
        return new TextDetector();
    }

    /// Places that look like text, in pixels of the image given.
    ///
    /// @param width columns
    /// @param height rows
    /// @param gray width x height brightness values, row by row, 0 to 255 unsigned
    /// @param job cancel stops within 200 ms
    /// @throws ModelException if the net fails; the image then counts as unchecked
    public List<TextBox> find(int width, int height, byte[] gray, JobContext job) throws ModelException {
        throw new ModelException("not yet");
    }

    /// Unloads the net.
    @Override
    public void close() {}
}
