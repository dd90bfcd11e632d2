package loupe.app.measures;

import java.util.Optional;
import loupe.core.measure.Shape;

/// Takes shapes that are drawn to correct a segment, not to measure; one waits, with handles, until it is taken or dropped.
public interface Outlines {
    /// Takes nothing.
    Outlines NONE = new Outlines() {
        @Override
        public boolean wanted() {
            return false;
        }

        @Override
        public void drawn(ViewSite site, Shape shape) {}

        @Override
        public Optional<Shape> pending(ViewSite site) {
            return Optional.empty();
        }

        @Override
        public boolean take() {
            return false;
        }
    };

    /// Whether a tool that corrects is in hand: what is drawn now is for it, and Enter takes what it would make.
    boolean wanted();

    /// Whether the line goes otherwise than straight between the places that are clicked, and is shown by the tool itself.
    default boolean followed() {
        return false;
    }

    /// A shape was drawn, or the one that waits was changed.
    void drawn(ViewSite site, Shape shape);

    /// The shape that waits, where it was drawn on this image.
    Optional<Shape> pending(ViewSite site);

    /// Takes what waits.
    ///
    /// @return whether something did
    boolean take();
}
