package loupe.app.viewer;

import static loupe.app.text.Words.say;

import java.util.Optional;
import loupe.app.viewer.picture.ImagePlace;
import loupe.review.came.CameWithStudy;
import loupe.review.came.KeySelection;
import loupe.review.came.Presentation;

/// What came with the study and concerns the looks of one image.
///
/// @param presentation how the presentation state that is applied wants it; empty where none is, or not for this image
/// @param key what it is marked as; empty where it is no key image
record CameLook(Optional<Presentation.OnImage> presentation, String key) {
    static final CameLook NONE = new CameLook(Optional.empty(), "");

    static CameLook of(SharedView tools, ShownSeries series, int slice) {
        if (series.prior().isPresent() || slice >= series.places().size()
                || !(series.places().get(slice) instanceof ImagePlace.Stored s)) {
            return NONE;
        }
        return new CameLook(
                tools.presentationProperty().get().flatMap(p -> p.on(s.sopInstanceUid(), s.frame())), key(tools.cameShown(), s));
    }

    /// What an image is marked as, each word once.
    static String key(CameWithStudy came, ImagePlace.Stored s) {
        return came.keys().stream()
                .filter(k -> k.refs().names(s.sopInstanceUid(), s.frame()))
                .map(KeySelection::title)
                .distinct()
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }

    /// What stands in the corner.
    String text() {
        String state = presentation.map(p -> say("presentation state: {0}", p.title())).orElse("");
        String mark = key.isEmpty() ? "" : say("key image: {0}", key);
        return (state + (state.isEmpty() || mark.isEmpty() ? "" : "\n") + mark).strip();
    }
}
