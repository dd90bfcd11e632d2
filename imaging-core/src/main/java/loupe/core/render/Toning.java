package loupe.core.render;

import loupe.core.image.ValueWindow;
import loupe.core.render.colour.ColourMap;
import loupe.core.render.colour.LevelColours;

/// How values become colours: by a window to gray levels, and these by a map.
///
/// @param window value window
/// @param inverted whether black and white are exchanged before the map
/// @param colours what each level is shown in
public record Toning(ValueWindow window, boolean inverted, LevelColours colours) {
    /// Gray.
    public static Toning gray(ValueWindow window) {
        return new Toning(window, false, ColourMap.GRAY);
    }
}
