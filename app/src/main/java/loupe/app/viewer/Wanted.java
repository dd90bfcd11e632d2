package loupe.app.viewer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.app.viewer.look.Fusion;
import loupe.app.viewer.look.Appearance;
import loupe.app.viewer.picture.ImagePlace;
import loupe.app.viewer.picture.ImageSite;
import loupe.app.viewer.tool.ViewState;
import loupe.core.image.ValueWindow;
import loupe.core.render.Layer;
import loupe.core.render.LayerStack;
import loupe.core.render.Toning;
import loupe.core.render.Viewport;
import loupe.core.render.colour.LevelColours;
import loupe.core.segment.PlaneCuts;
import loupe.review.came.Presentation;

/// Everything the next screen picture depends on; immutable.
///
/// @param series what is scrolled through
/// @param state slice, window and part
/// @param width screen pixels across
/// @param height screen pixels down
/// @param overlays masks, bottom first
/// @param opacity of the masks
/// @param look colours, and what is laid over the image
/// @param came what came with the study and concerns the image's looks
record Wanted(
        ShownSeries series, ViewState state, int width, int height, List<MaskOverlay> overlays, double opacity, Appearance look,
        CameLook came) {
    Wanted {
        overlays = List.copyOf(overlays);
    }

    ImagePlace place() {
        return series.places().get(state.slice());
    }

    /// What is laid over the image, which must lie in the patient.
    Optional<Fusion> fusion() {
        return look.fusion().filter(f -> site().isPresent());
    }

    /// What the values laid over the image are; empty where the series says it.
    String above() {
        return fusion().map(f -> f.upper().quantity()).orElse("");
    }

    /// Where the image lies.
    Optional<ImageSite> site() {
        return series.site(state.slice());
    }

    /// The part shown where the view does not say: what a presentation state wants, else all of the image.
    ///
    /// @param whole the whole image upright, as large as fits
    Viewport fitted(Viewport whole, int columns, int rows) {
        return came.presentation().flatMap(p -> p.look().area())
                .map(a -> a.viewport(width, height, whole.columnMm(), whole.rowMm(), state.transform()))
                .orElseGet(() -> Viewport.fit(whole, columns, rows, state.transform()));
    }

    /// How values of the image become colours.
    ///
    /// @param window its window
    Toning toning(ValueWindow window) {
        return new Toning(window, state.inverted(), colours());
    }

    /// The reader's own, else those a presentation state lays over the image.
    private LevelColours colours() {
        return came.presentation()
                .flatMap(p -> p.look().palette())
                .filter(p -> look.colours().isGray())
                .map(LevelColours.class::cast)
                .orElse(look.colours());
    }

    /// The masks as they lie on the image: those of a stack cut where its planes cut.
    ///
    /// @param cuts of the picture before, kept where its plane is this one
    List<MaskOverlay> drawn(PlaneCuts cuts) {
        return switch (place()) {
            case ImagePlace.Stored s -> overlays;
            case ImagePlace.Around a -> List.of();
            case ImagePlace.Cut c -> {
                cuts.begin(c.planes().reformat().grid(c.index()));
                yield overlays.stream().map(o -> o.as(cuts.of(o.mask()))).toList();
            }
        };
    }

    /// Index of the image in the masks as they are drawn.
    int maskSlice() {
        return series.planes().isPresent() ? 0 : state.slice();
    }

    /// @param drawn what [#drawn] gave
    LayerStack layers(List<MaskOverlay> drawn) {
        List<Layer> all = new ArrayList<>();
        came.presentation().map(Presentation.OnImage::look).filter(l -> !l.shutters().isEmpty())
                .ifPresent(l -> all.add(new Layer.ShutterLayer(l.shutters(), l.shutterRgb())));
        drawn.forEach(o -> all.add(o.layer(opacity)));
        return new LayerStack(all);
    }
}
