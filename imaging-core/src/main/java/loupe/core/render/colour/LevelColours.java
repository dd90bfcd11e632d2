package loupe.core.render.colour;

/// What colours a gray scale is shown in: [ColourMap] for those of this program, [PaletteColours] for a file's own.
public sealed interface LevelColours permits ColourMap, PaletteColours {
    /// Colour of a brightness.
    ///
    /// @param brightness what a window makes of a value, after any inversion: 0 for black to 1 for white
    /// @return opaque 0xFFRRGGBB
    int at(double brightness);

    /// For people.
    String text();

    /// Whether it shows levels as they are, without a colour.
    boolean isGray();
}
