package loupe.core.render.colour;

/// What colour a gray level is shown in. For the screen only: no image is stored or exported in it.
///
/// A level is what a window makes of a value, 0 for black to 255 for white, after any inversion.
public enum ColourMap implements LevelColours {
    /// Black to white.
    GRAY("gray"),
    /// White to black.
    INVERTED_GRAY("inverted gray"),
    /// DICOM PS3.6 Annex B, 1.2.840.10008.1.5.1: black, red, yellow, white.
    HOT_IRON("hot iron"),
    /// DICOM PS3.6 Annex B, 1.2.840.10008.1.5.2.
    PET("PET"),
    /// DICOM PS3.6 Annex B, 1.2.840.10008.1.5.3.
    HOT_METAL_BLUE("hot metal blue"),
    /// DICOM PS3.6 Annex B, 1.2.840.10008.1.5.4: twenty steps, each of one colour.
    PET_20_STEP("PET 20 step"),
    /// Evenly brighter from dark violet to yellow, told apart also by those who do not tell red from green.
    VIRIDIS("viridis");

    /// Levels a map has a colour for.
    public static final int LEVELS = 256;

    private final String text;

    ColourMap(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public boolean isGray() {
        return this == GRAY;
    }

    @Override
    public int at(double brightness) {
        return argb((int) Math.rint((LEVELS - 1) * brightness));
    }

    /// Colour of a level.
    ///
    /// @param level 0 to 255
    /// @return opaque 0xFFRRGGBB
    /// @throws IndexOutOfBoundsException if there is no such level
    public int argb(int level) {
        return switch (this) {
            case GRAY -> gray(level);
            case INVERTED_GRAY -> gray(LEVELS - 1 - level);
            case HOT_IRON, PET, HOT_METAL_BLUE, PET_20_STEP, VIRIDIS -> Palettes.argb(this, level);
        };
    }

    private static int gray(int level) {
        if (level < 0 || level >= LEVELS) {
            throw new IndexOutOfBoundsException("level must be 0 to 255, was " + level);
        }
        return 0xff000000 | level << 16 | level << 8 | level;
    }

    /// The next of them, the first after the last.
    public ColourMap next() {
        return values()[(ordinal() + 1) % values().length];
    }
}
