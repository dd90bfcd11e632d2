package loupe.app.viewer.look;

import java.util.Optional;
import loupe.core.image.ValueWindow;
import loupe.core.render.colour.ColourMap;

/// Colours of a view's levels and what is laid over them; immutable. For the screen alone: nothing of it is exported.
///
/// @param colours of the series the view shows
/// @param fusion what is laid over it
public record Appearance(ColourMap colours, Optional<Fusion> fusion) {
    /// Gray, nothing above.
    public static final Appearance PLAIN = new Appearance(ColourMap.GRAY, Optional.empty());

    /// In other colours: of the upper series while that is in hand.
    public Appearance with(ColourMap other) {
        return upperInHand() ? new Appearance(colours, fusion.map(f -> f.with(other))) : new Appearance(other, fusion);
    }

    /// The colours that [#with] changes.
    public ColourMap inHand() {
        return fusion.filter(Fusion::inHand).map(Fusion::colours).orElse(colours);
    }

    /// With something else above, or nothing.
    public Appearance with(Optional<Fusion> other) {
        return new Appearance(colours, other);
    }

    /// Whether what makes windows acts on the upper series.
    public boolean upperInHand() {
        return fusion.filter(Fusion::inHand).isPresent();
    }

    /// With another window of the upper series; empty for its own.
    public Appearance upperWindow(Optional<ValueWindow> other) {
        return new Appearance(colours, fusion.map(f -> f.with(other)));
    }
}
