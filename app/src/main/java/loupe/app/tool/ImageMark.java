package loupe.app.tool;

import java.util.List;

/// A drawing as it lies on an image, in columns and rows; whole numbers are pixel centres. Immutable.
///
/// @param id the drawing's id; empty while it is being drawn
/// @param paths lines through places
/// @param handles places it can be changed by; none where it cannot
/// @param text its name and numbers
/// @param selected whether it is in hand
public record ImageMark(String id, List<List<Place>> paths, List<Place> handles, String text, boolean selected) {
    /// Copies the lists.
    public ImageMark {
        paths = paths.stream().map(List::copyOf).toList();
        handles = List.copyOf(handles);
    }

    /// A place on an image.
    ///
    /// @param column from the left
    /// @param row from the top
    public record Place(double column, double row) {}
}
