package loupe.app.reading;

import java.util.Optional;
import loupe.app.viewer.ShownSeries;
import loupe.app.viewer.ViewerViewModel;
import loupe.app.viewer.tool.ViewState;
import loupe.core.plane.Slab;

/// Planes of a view made thick and thin again; for the toolkit's thread.
final class ThickPlanes {
    private static final double THICKEST_MM = 1000;
    private static final double[] SLABS_MM = {0, 5, 10, 20, 40};

    private ThickPlanes() {}

    private static Optional<Slab> slab(ViewerViewModel view) {
        return view.currentProperty().get().planes().map(p -> p.reformat().slabs().getFirst());
    }

    static boolean thick(ViewerViewModel view, double mm) {
        ShownSeries shown = view.currentProperty().get();
        slab(view).ifPresent(now -> swap(
                view,
                shown.thick(
                        Math.clamp(mm, 0, THICKEST_MM),
                        now.thicknessMm() == 0 ? Slab.Projection.MAXIMUM : now.projection())));
        return shown.planes().isPresent();
    }

    static boolean thicker(ViewerViewModel view, int step) {
        Optional<Slab> now = slab(view);
        if (now.isEmpty()) {
            return false;
        }
        int at = 0;
        while (at < SLABS_MM.length - 1 && SLABS_MM[at] < now.get().thicknessMm()) {
            at++;
        }
        return thick(view, SLABS_MM[Math.clamp(at + step, 0, SLABS_MM.length - 1)]);
    }

    static boolean nextProjection(ViewerViewModel view) {
        ShownSeries shown = view.currentProperty().get();
        Optional<Slab> now = slab(view).filter(s -> s.thicknessMm() > 0);
        now.ifPresent(s -> {
            Slab.Projection[] all = Slab.Projection.values();
            swap(view, shown.thick(s.thicknessMm(), all[(s.projection().ordinal() + 1) % all.length]));
        });
        return now.isPresent();
    }

    /// Another cut of the same planes, looked at as the one before.
    private static void swap(ViewerViewModel view, ShownSeries other) {
        ViewState as = view.stateProperty().get();
        view.show(other);
        view.change(unused -> as);
    }
}
