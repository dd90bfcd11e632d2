package loupe.review.came;

import java.util.List;
import loupe.core.dicom.presentation.ImageRefs;

/// Images of the study that somebody marked as key, by a Key Object Selection that came along.
///
/// @param from the object
/// @param title what they are marked as; `key image` where nothing is said
/// @param images those of them that are in the study, in its order
/// @param refs what it names
public record KeySelection(Origin from, String title, List<ImageRefs.Place> images, ImageRefs refs) {
    /// Copies the list.
    public KeySelection {
        images = List.copyOf(images);
    }
}
