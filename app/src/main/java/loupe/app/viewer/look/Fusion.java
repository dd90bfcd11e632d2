package loupe.app.viewer.look;

import java.util.Optional;
import loupe.core.image.ValueWindow;
import loupe.core.render.colour.ColourMap;

/// A series laid over the one a view shows; immutable.
///
/// @param upper the series above
/// @param window its window; empty until its own is known, then that is taken
/// @param colours what its levels are shown in
/// @param opacity how much of it is seen, 0 to 1
/// @param inHand whether what makes windows acts on it and not on the series below
public record Fusion(UpperSeries upper, Optional<ValueWindow> window, ColourMap colours, double opacity, boolean inHand) {
    private static final double HALF = 0.5;

    /// Checks the opacity.
    public Fusion {
        if (!(opacity >= 0 && opacity <= 1)) {
            throw new IllegalArgumentException("opacity must lie in 0 to 1, was " + opacity);
        }
    }

    /// As it is begun: hot iron, half seen, its window in the file's hand.
    public static Fusion of(UpperSeries upper) {
        return new Fusion(upper, Optional.empty(), ColourMap.HOT_IRON, HALF, false);
    }

    /// With another window.
    public Fusion with(Optional<ValueWindow> other) {
        return new Fusion(upper, other, colours, opacity, inHand);
    }

    /// In other colours.
    public Fusion with(ColourMap other) {
        return new Fusion(upper, window, other, opacity, inHand);
    }

    /// Seen more or less; taken into 0 to 1.
    public Fusion seen(double much) {
        return new Fusion(upper, window, colours, Math.clamp(much, 0, 1), inHand);
    }

    /// With the window tools acting on it, or on the series below.
    public Fusion inHand(boolean upperInHand) {
        return new Fusion(upper, window, colours, opacity, upperInHand);
    }
}
