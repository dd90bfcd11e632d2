package loupe.inference.prompt;

/// A grey picture to be outlined.
///
/// @param columns width, at least 2
/// @param rows height, at least 2
/// @param gray values 0 to 255, row by row; shared
public record PromptPicture(int columns, int rows, float[] gray) {
    /// Checks the sizes.
    public PromptPicture {
        if (columns < 2 || rows < 2 || gray.length != columns * rows) {
            throw new IllegalArgumentException("an image has columns times rows values, at least 2 x 2");
        }
    }
}
