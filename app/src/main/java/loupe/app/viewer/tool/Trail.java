package loupe.app.viewer.tool;

import java.util.ArrayList;
import java.util.List;

/// The way a brush took over an image, from press to release; immutable.
///
/// @param spots places it passed, at least one
public record Trail(List<Spot> spots) {
    /// Copies the list.
    public Trail {
        spots = List.copyOf(spots);
        if (spots.isEmpty()) {
            throw new IllegalArgumentException("a trail needs a place to begin");
        }
    }

    /// A place in an image.
    ///
    /// @param column image column, fractional
    /// @param row image row, fractional
    public record Spot(double column, double row) {}

    /// A trail that begins.
    public static Trail from(double column, double row) {
        return new Trail(List.of(new Spot(column, row)));
    }

    /// Longer by a place.
    public Trail to(double column, double row) {
        List<Spot> next = new ArrayList<>(spots);
        next.add(new Spot(column, row));
        return new Trail(next);
    }
}
