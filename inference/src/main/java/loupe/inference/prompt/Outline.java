package loupe.inference.prompt;

import java.util.BitSet;

/// What a prompt gave.
///
/// @param columns width of the image
/// @param rows height of the image
/// @param pixels its pixels, row by row; not changed by anybody
/// @param quality the model's own guess of the overlap with what was meant, 0 to 1
/// @param outlook whether it likely fits, by more than the guess: [Outlook#OPEN] where the prompt had no box
public record Outline(int columns, int rows, BitSet pixels, double quality, Outlook outlook) {
    /// Copies the pixels.
    public Outline {
        pixels = (BitSet) pixels.clone();
    }

    /// The pixels (a copy).
    @Override
    public BitSet pixels() {
        return (BitSet) pixels.clone();
    }
}
