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
/// @param clearUpTo values up to it are not drawn; empty for its own rule
public record Fusion(
        UpperSeries upper, Optional<ValueWindow> window, ColourMap colours, double opacity, boolean inHand,
        Optional<Double> clearUpTo) {
    private static final double HALF = 0.5;

    /// Checks the opacity.
    public Fusion {
        if (!(opacity >= 0 && opacity <= 1)) {
            throw new IllegalArgumentException("opacity must lie in 0 to 1, was " + opacity);
        }
    }

    /// As it is begun: hot iron, half seen, its window in the file's hand; a map in viridis.
    public static Fusion of(UpperSeries upper) {
        ColourMap first = upper.map().isPresent() ? ColourMap.VIRIDIS : ColourMap.HOT_IRON;
        return new Fusion(upper, Optional.empty(), first, HALF, false, Optional.empty());
    }

    /// With another window.
    public Fusion with(Optional<ValueWindow> other) {
        return new Fusion(upper, other, colours, opacity, inHand, clearUpTo);
    }

    /// In other colours.
    public Fusion with(ColourMap other) {
        return new Fusion(upper, window, other, opacity, inHand, clearUpTo);
    }

    /// Seen more or less; taken into 0 to 1.
    public Fusion seen(double much) {
        return new Fusion(upper, window, colours, Math.clamp(much, 0, 1), inHand, clearUpTo);
    }

    /// With the window tools acting on it, or on the series below.
    public Fusion inHand(boolean upperInHand) {
        return new Fusion(upper, window, colours, opacity, upperInHand, clearUpTo);
    }

    /// With values up to another one left out; empty for its own rule.
    public Fusion clear(Optional<Double> upTo) {
        return new Fusion(upper, window, colours, opacity, inHand, upTo);
    }

    /// How far up its window values are left out, 0 to 1; 0 for its own rule.
    public double clearShare() {
        return window.flatMap(w -> clearUpTo.map(c -> Math.clamp((c - w.from()) / (w.to() - w.from()), 0, 1))).orElse(0.0);
    }

    /// With values left out up to a share of its window, 0 for its own rule; itself while the window is not known.
    public Fusion clearShare(double share) {
        return window.map(w -> clear(share <= 0 ? Optional.empty() : Optional.of(w.from() + share * (w.to() - w.from())))).orElse(this);
    }
}
