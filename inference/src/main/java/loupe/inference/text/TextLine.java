package loupe.inference.text;

/// A place in an image that reads as text.
///
/// @param box the place, longer at both ends than what was read, so that faint letters there are in it
/// @param line what was read, as tight as the detector saw it
/// @param text what it reads, best of its readings
/// @param confidence mean probability of its characters, 0 to 1
/// @param likeness how alike it reads once more with other edges, moved by a pixel, softened and without its background:
///     share of equal letters and digits, mean of the four, 0 to 1
public record TextLine(TextCandidate box, TextCandidate line, String text, double confidence, double likeness) {
    /// Letters and digits in what was read.
    public int characters() {
        return (int) text.codePoints().filter(Character::isLetterOrDigit).count();
    }
}
