package loupe.app.viewer.look;

import java.util.Optional;
import loupe.core.image.ValueWindow;
import loupe.core.render.colour.ColourMap;

/// Colours of a view's levels and what is laid over them; immutable. For the screen alone: nothing of it is exported.
///
/// @param colours of the series the view shows
/// @param fusion what is laid over it
public record Look(ColourMap colours, Optional<Fusion> fusion) {
    /// Gray, nothing above.
    public static final Look PLAIN = new Look(ColourMap.GRAY, Optional.empty());

    /// In other colours: of the upper series while that is in hand.
    public Look with(ColourMap other) {
        return upperInHand() ? new Look(colours, fusion.map(f -> f.with(other))) : new Look(other, fusion);
    }

    /// The colours that [#with] changes.
    public ColourMap inHand() {
        return fusion.filter(Fusion::inHand).map(Fusion::colours).orElse(colours);
    }

    /// With something else above, or nothing.
    public Look with(Optional<Fusion> other) {
        return new Look(colours, other);
    }

    /// Whether what makes windows acts on the upper series.
    public boolean upperInHand() {
        return fusion.filter(Fusion::inHand).isPresent();
    }

    /// With another window of the upper series; empty for its own.
    public Look upperWindow(Optional<ValueWindow> other) {
        return new Look(colours, fusion.map(f -> f.with(other)));
    }
}
