package loupe.app.viewer;

import java.util.List;
import java.util.Optional;
import loupe.app.viewer.look.Fusion;
import loupe.app.viewer.picture.PictureCache;
import loupe.app.viewer.picture.UpperPicture;
import loupe.app.viewer.tool.ViewState;
import loupe.core.image.Fidelity;
import loupe.core.image.ValueWindow;
import loupe.core.render.RenderRequest;

/// A picture as it was drawn.
///
/// @param wanted what was asked for
/// @param state the view with window and part filled in
/// @param picture the decoded image
/// @param upper what was laid over it
/// @param request what was drawn, to be drawn again in another part
/// @param tags where the findings on it lie
/// @param sharp whether the screen's own pixels were worked out, though the picture is a preview
record Shown(
        Wanted wanted, ViewState state, PictureCache.Picture picture, Optional<UpperPicture> upper, RenderRequest request,
        List<MaskTag> tags, boolean sharp) {
    Shown {
        tags = List.copyOf(tags);
    }

    /// The same with the screen's own pixels.
    Shown sharpened() {
        return new Shown(wanted, state, picture, upper, request, tags, true);
    }

    /// Whether what stands on the screen is coarser than the screen.
    boolean isCoarse() {
        return fidelity() == Fidelity.PREVIEW && !sharp;
    }

    /// Whether something is to be laid over it that is not read yet.
    boolean waits() {
        return wanted.fusion().isPresent() && upper.isEmpty();
    }

    /// How true the pixels of the picture are, which numbers are taken from: a preview also while what belongs over them is missing or one. What was lost in the upper series
    /// alone leaves the image itself as it is.
    Fidelity fidelity() {
        boolean coarse = waits() || upper.filter(u -> u.fidelity() == Fidelity.PREVIEW).isPresent();
        return coarse ? Fidelity.PREVIEW : picture.fidelity();
    }

    /// The window of what was laid over it, as a person set it or its own.
    Optional<ValueWindow> upperWindow() {
        return upper.map(u -> wanted.fusion().flatMap(Fusion::window).orElse(u.ownWindow()));
    }
}
