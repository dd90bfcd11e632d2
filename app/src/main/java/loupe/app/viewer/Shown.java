package loupe.app.viewer;

import java.util.List;
import loupe.app.viewer.picture.PictureCache;
import loupe.app.viewer.tool.ViewState;

/// A picture as it was drawn.
///
/// @param wanted what was asked for
/// @param state the view with window and part filled in
/// @param picture the decoded image
/// @param tags where the findings on it lie
record Shown(Wanted wanted, ViewState state, PictureCache.Picture picture, List<MaskTag> tags) {
    Shown {
        tags = List.copyOf(tags);
    }
}
