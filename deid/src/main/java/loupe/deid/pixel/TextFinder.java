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

    /// The same places with what is read there. A finder that does not read only says where; its word is taken.
    ///
    /// @param image one frame as it is displayed
    /// @param job cancel is honoured inside long looks
    default List<TextPlace> read(GrayImage image, JobContext job) {
        return find(image, job).stream().map(TextPlace::of).toList();
    }
}
