package loupe.app.tool;

import java.util.List;

/// Lines and words of another program over an image, in columns and rows; whole numbers are pixel centres. Immutable: nobody here
/// can change it.
///
/// @param paths lines through places
/// @param filled whether what they enclose is filled, so that the image is still seen through
/// @param rgb colour, 0xRRGGBB
/// @param text words beside it; may be empty
/// @param at where the words stand
public record Graphic(List<List<ImageMark.Place>> paths, boolean filled, int rgb, String text, ImageMark.Place at) {
    /// Copies the lists.
    public Graphic {
        paths = paths.stream().map(List::copyOf).toList();
    }

    /// Lines with words beside their rightmost place.
    public static Graphic of(List<List<ImageMark.Place>> paths, int rgb, String text) {
        ImageMark.Place right = paths.stream().flatMap(List::stream)
                .reduce((a, b) -> b.column() > a.column() ? b : a)
                .orElse(new ImageMark.Place(0, 0));
        return new Graphic(paths, false, rgb, text, right);
    }
}
