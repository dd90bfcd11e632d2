package loupe.app.viewer.tool;

import java.util.Optional;
import loupe.core.image.ValueWindow;
import loupe.core.render.SpatialTransform;
import loupe.core.render.Viewport;

/// What is shown of a series and how; immutable.
///
/// @param slice index of the slice, from 0
/// @param slices how many there are, at least 1
/// @param window value window; empty until the picture's own is known, then it is taken
/// @param inverted whether black and white are exchanged
/// @param viewport which part is shown; empty to show the whole image as large as fits
/// @param fitted whether the image is kept as large as fits when the pane changes its size
/// @param transform how the image is turned and mirrored
public record ViewState(
        int slice,
        int slices,
        Optional<ValueWindow> window,
        boolean inverted,
        Optional<Viewport> viewport,
        boolean fitted,
        SpatialTransform transform) {
    /// Turns the part shown as the whole is turned.
    public ViewState {
        SpatialTransform turned = transform;
        viewport = viewport.map(v -> v.with(turned));
    }

    /// A series just opened at a slice, to be fitted and windowed as its file says.
    public static ViewState opened(int slice, int slices) {
        return new ViewState(
                slice, slices, Optional.empty(), false, Optional.empty(), true, SpatialTransform.NONE);
    }

    /// At another slice, kept within the series.
    public ViewState at(int wanted) {
        return new ViewState(Math.clamp(wanted, 0, slices - 1), slices, window, inverted, viewport, fitted, transform);
    }

    /// With another window.
    public ViewState with(ValueWindow other) {
        return new ViewState(slice, slices, Optional.of(other), inverted, viewport, fitted, transform);
    }

    /// Showing another part, no longer fitted.
    public ViewState with(Viewport other) {
        return new ViewState(slice, slices, window, inverted, Optional.of(other), false, transform);
    }

    /// Turned and mirrored another way; what is fitted is fitted anew.
    public ViewState with(SpatialTransform other) {
        return new ViewState(
                slice, slices, window, inverted, fitted ? Optional.empty() : viewport, fitted, other);
    }

    /// With what the picture itself gave where this left it open.
    public ViewState settled(ValueWindow own, Viewport placed) {
        return new ViewState(
                slice, slices, Optional.of(window.orElse(own)), inverted, Optional.of(placed), fitted, transform);
    }

    /// Black and white exchanged.
    public ViewState exchanged() {
        return new ViewState(slice, slices, window, !inverted, viewport, fitted, transform);
    }

    /// With the window of the file again.
    public ViewState asInFile() {
        return new ViewState(slice, slices, Optional.empty(), inverted, viewport, fitted, transform);
    }

    /// As it was opened, at the same slice.
    public ViewState reset() {
        return opened(slice, slices);
    }

    /// As a presentation state wants the image, fitted to what it shows of it.
    public ViewState presented(ValueWindow wanted, boolean exchange, SpatialTransform turned) {
        return new ViewState(slice, slices, Optional.of(wanted), exchange, Optional.empty(), true, turned);
    }

    /// For a pane of another size.
    public ViewState resized(int width, int height) {
        Optional<Viewport> next = fitted ? Optional.empty() : viewport.map(v -> v.resized(width, height));
        return new ViewState(slice, slices, window, inverted, next, fitted, transform);
    }
}
