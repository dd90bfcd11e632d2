package loupe.app.viewer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import loupe.core.render.PixelBox;
import loupe.core.render.RenderRequest;
import loupe.core.render.SliceRenderer;

/// Draws pictures, and keeps the image itself where one follows that differs in its layers alone, as while a brush is led over it: then
/// the part is drawn in which masks changed. Safe for any thread.
final class Backdrop {
    private static final int[] NOTHING = {};
    /// Arrays that are drawn into in turn.
    private static final int ARRAYS = 2;

    private final List<Drawn> drawn = new ArrayList<>();
    private Optional<RenderRequest> last = Optional.empty();
    private Optional<PixelBox> part = Optional.empty();
    private int[] kept = NOTHING;

    /// What stands in an array.
    private record Drawn(int[] argb, RenderRequest image, RenderRequest over) {}

    /// Draws into an array of the viewport's width x height that holds what was drawn into it last.
    ///
    /// @param pixels the image
    /// @param over the layers over it
    synchronized void draw(RenderRequest pixels, RenderRequest over, int[] argb) {
        RenderRequest bare = pixels.bare();
        boolean again = last.filter(bare::equals).isPresent();
        Optional<Drawn> before = drawn.stream().filter(d -> d.argb == argb).findFirst();
        before.ifPresent(drawn::remove);
        part = again && kept.length > 0
                ? before.filter(d -> d.image.equals(bare)).flatMap(d -> SliceRenderer.changed(d.over, over))
                : Optional.empty();
        if (part.isPresent()) {
            part(part.get(), over, argb);
        } else {
            all(bare, over, again, argb);
        }
        drawn.add(new Drawn(argb, bare, over));
        if (drawn.size() > ARRAYS) {
            drawn.removeFirst();
        }
    }

    private void part(PixelBox box, RenderRequest over, int[] argb) {
        int width = over.viewport().width();
        for (int row = box.firstRow(); row <= box.lastRow(); row++) {
            int at = row * width + box.firstColumn();
            System.arraycopy(kept, at, argb, at, box.lastColumn() - box.firstColumn() + 1);
        }
        SliceRenderer.layers(over, box, argb);
    }

    private void all(RenderRequest bare, RenderRequest over, boolean again, int[] argb) {
        if (again && kept.length > 0) {
            System.arraycopy(kept, 0, argb, 0, kept.length);
        } else {
            SliceRenderer.image(bare, argb);
            if (again) {
                kept = Arrays.copyOf(argb, over.viewport().width() * over.viewport().height());
            } else {
                forget();
                last = Optional.of(bare);
            }
        }
        SliceRenderer.layers(over, argb);
    }

    /// The part in which the array that was drawn into last can differ from what it held before; empty where it may in all.
    synchronized Optional<PixelBox> part() {
        return part;
    }

    private void forget() {
        Arrays.fill(kept, 0xff000000);
        kept = NOTHING;
        last = Optional.empty();
    }

    /// Keeps nothing of what was drawn.
    synchronized void blacken() {
        forget();
        drawn.clear();
        part = Optional.empty();
    }
}
