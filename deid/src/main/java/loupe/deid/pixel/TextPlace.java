package loupe.deid.pixel;

import java.util.Optional;

/// A place in a frame that a finder takes for text.
///
/// @param box what would be blacked out
/// @param line the line of text as tight as the finder saw it
/// @param reading what is read there; empty where the finder does not read, and its word is taken
public record TextPlace(TextBox box, TextBox line, Optional<Reading> reading) {

    /// What is read in a place.
    ///
    /// @param text the characters; may be the patient's, so it stays in memory
    /// @param confidence mean probability of its characters, 0 to 1
    /// @param likeness how alike it reads when looked at a little differently, 0 to 1
    public record Reading(String text, double confidence, double likeness) {
        /// Letters and digits.
        public int characters() {
            return (int) text.codePoints().filter(Character::isLetterOrDigit).count();
        }

        /// Says nothing of what was read, so that no log can.
        @Override
        public String toString() {
            return "Reading of " + characters() + " characters";
        }
    }

    /// A place whose finder does not read.
    public static TextPlace of(TextBox box) {
        return new TextPlace(box, box, Optional.empty());
    }

    /// The same place in a frame, grown by a margin and cut off at the frame's edges.
    TextPlace within(int columns, int rows, int margin) {
        return new TextPlace(box.within(columns, rows, margin), line.within(columns, rows, 0), reading);
    }
}
