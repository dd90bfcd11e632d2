package loupe.core.render;

/// How an image is turned and mirrored for display, as the Spatial Transformation Module says it (PS3.3 C.10.6): first rotated
/// clockwise, then flipped left to right.
///
/// @param quarterTurns clockwise turns of 90 degrees, 0 to 3
/// @param flipped whether left and right are exchanged after the rotation
public record SpatialTransform(int quarterTurns, boolean flipped) {
    /// As the image is stored.
    public static final SpatialTransform NONE = new SpatialTransform(0, false);

    private static final int[] COSINE = {1, 0, -1, 0};
    private static final int[] SINE = {0, 1, 0, -1};

    /// Checks the turns.
    public SpatialTransform {
        if (quarterTurns < 0 || quarterTurns > 3) {
            throw new IllegalArgumentException("quarterTurns must be 0 to 3, was " + quarterTurns);
        }
    }

    /// Turned further on the display.
    ///
    /// @param quarters clockwise as it is seen; may be negative
    public SpatialTransform turned(int quarters) {
        return new SpatialTransform(Math.floorMod(quarterTurns + (flipped ? -quarters : quarters), 4), flipped);
    }

    /// Left and right of the display exchanged.
    public SpatialTransform flippedAcross() {
        return new SpatialTransform(quarterTurns, !flipped);
    }

    /// Top and bottom of the display exchanged.
    public SpatialTransform flippedDown() {
        return new SpatialTransform((quarterTurns + 2) % 4, !flipped);
    }

    /// Whether the image's rows run down or up the display.
    public boolean swapsAxes() {
        return quarterTurns % 2 == 1;
    }

    /// How far right of the display a way on the image leads.
    ///
    /// @param along along the image's rows, in any unit
    /// @param down along its columns, in the same
    public double right(double along, double down) {
        double x = COSINE[quarterTurns] * along - SINE[quarterTurns] * down;
        return flipped ? -x : x;
    }

    /// How far down the display a way on the image leads.
    public double down(double along, double down) {
        return SINE[quarterTurns] * along + COSINE[quarterTurns] * down;
    }

    /// How far along the image's rows a way on the display leads.
    ///
    /// @param right to the right of the display
    /// @param down down the display
    public double alongRow(double right, double down) {
        return COSINE[quarterTurns] * (flipped ? -right : right) + SINE[quarterTurns] * down;
    }

    /// How far along the image's columns a way on the display leads.
    public double alongColumn(double right, double down) {
        return -SINE[quarterTurns] * (flipped ? -right : right) + COSINE[quarterTurns] * down;
    }

    /// For people; empty where the image is as it is stored.
    public String text() {
        String turn = quarterTurns == 0 ? "" : "turned " + 90 * quarterTurns + "°";
        return (turn + (flipped ? " mirrored" : "")).strip();
    }
}
