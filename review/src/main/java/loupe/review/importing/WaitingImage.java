package loupe.review.importing;

import java.util.List;
import loupe.deid.pixel.TextBox;
import loupe.review.consent.Purpose;

/// An image that is not imported yet: a person must decide on its pixels first. Only where its source lies is kept, in
/// the encrypted store; nothing of the image is.
///
/// @param number its number in the queue, from 1, never given twice
/// @param path where its source lies; for the person's screen only, never logged
/// @param entry its place in the archive at that path, from 1; 0 where it lies in none
/// @param purpose what its import was for; care in older records
/// @param boxes every place that was or is taken for text
public record WaitingImage(int number, String path, int entry, Purpose purpose, List<TextBox> boxes) {
    /// Copies the list; a record written before purposes were kept has none.
    public WaitingImage {
        purpose = purpose == null ? Purpose.CARE : purpose;
        boxes = List.copyOf(boxes);
    }

    boolean sameSource(WaitingImage other) {
        return path.equals(other.path) && entry == other.entry;
    }

    /// Says nothing of the path, so that no log can.
    @Override
    public String toString() {
        return "WaitingImage " + number;
    }
}
