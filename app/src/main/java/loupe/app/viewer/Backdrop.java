package loupe.app.viewer;

import java.util.Arrays;
import java.util.Optional;
import loupe.core.render.RenderRequest;
import loupe.core.render.SliceRenderer;

/// Draws pictures, and keeps the image itself where one follows that differs in its layers alone, as while a brush is led over it.
/// Safe for any thread.
final class Backdrop {
    private static final int[] NOTHING = {};

    private Optional<RenderRequest> last = Optional.empty();
    private int[] kept = NOTHING;

    /// Draws into an array of the viewport's width x height.
    ///
    /// @param pixels the image
    /// @param over the layers over it
    synchronized void draw(RenderRequest pixels, RenderRequest over, int[] argb) {
        RenderRequest bare = pixels.bare();
        boolean again = last.filter(bare::equals).isPresent();
        if (again && kept.length > 0) {
            System.arraycopy(kept, 0, argb, 0, kept.length);
        } else {
            SliceRenderer.image(bare, argb);
            if (again) {
                kept = Arrays.copyOf(argb, over.viewport().width() * over.viewport().height());
            } else {
                blacken();
                last = Optional.of(bare);
            }
        }
        SliceRenderer.layers(over, argb);
    }

    /// Keeps nothing of what was drawn.
    synchronized void blacken() {
        Arrays.fill(kept, 0xff000000);
        kept = NOTHING;
        last = Optional.empty();
    }
}
