package loupe.app.reading;

import static loupe.app.text.Words.say;

/// How a series runs by itself: how fast, round and round or back and forth. Immutable.
///
/// @param perSecond images a second, 1 to 60
/// @param backAndForth whether it turns at the ends; else it begins again
/// @param forward whether it runs towards the last image
public record CineRun(int perSecond, boolean backAndForth, boolean forward) {
    private static final int FASTEST = 60;

    /// Checks the rate.
    public CineRun {
        if (perSecond < 1 || perSecond > FASTEST) {
            throw new IllegalArgumentException("perSecond must be 1 to 60, was " + perSecond);
        }
    }

    /// Round and round.
    public static CineRun loop(int perSecond) {
        return new CineRun(perSecond, false, true);
    }

    /// Faster or slower by a quarter, at least by one, within the range.
    public CineRun faster(boolean more) {
        int step = Math.max(1, perSecond / 4);
        return new CineRun(Math.clamp(perSecond + (more ? step : -step), 1, FASTEST), backAndForth, forward);
    }

    /// As fast as a clip wants, within the range.
    ///
    /// @param rate images a second
    public CineRun asFast(double rate) {
        return new CineRun(Math.clamp(Math.round(rate), 1, FASTEST), backAndForth, forward);
    }

    /// Back and forth instead of round and round, or the other way.
    public CineRun otherWay() {
        return new CineRun(perSecond, !backAndForth, true);
    }

    /// The run as it goes on from a slice: turned where it stands at an end and goes back and forth.
    public CineRun at(int slice, int slices) {
        if (!backAndForth || slices < 2) {
            return this;
        }
        boolean on = forward ? slice < slices - 1 : slice == 0;
        return new CineRun(perSecond, true, on);
    }

    /// The slice that follows one, for a run that [#at] gave.
    public int next(int slice, int slices) {
        return Math.floorMod(slice + (forward ? 1 : -1), slices);
    }

    /// For people.
    public String text() {
        return say("{0} images a second, {1}", perSecond, backAndForth ? say("back and forth") : say("round and round"));
    }
}
