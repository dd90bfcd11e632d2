package loupe.deid.pixel;

import java.util.List;
import loupe.core.work.JobContext;

/// Finds text in an image. deid declares it, another module offers it, the application joins them.
@FunctionalInterface
public interface TextFinder {
    /// Rectangles that hold text, generous rather than tight; empty where there is none.
    ///
    /// @param image one frame as it is displayed
    /// @param job cancel is honoured inside long looks
    List<TextBox> find(GrayImage image, JobContext job);
}
