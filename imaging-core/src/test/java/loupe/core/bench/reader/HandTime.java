package loupe.core.bench.reader;

/// How long a hand takes: a model, not a measurement. Aiming follows Fitts' law in Shannon's form with a = 0.2 s and b = 0.15 s a
/// bit, about what mice are found to have; the other figures are round numbers somebody at a desk may check with a watch.
final class HandTime {
    /// Looking at what there is and deciding on the next gesture.
    static final double DECIDE = 1.0;
    /// A press of a button or key.
    static final double PRESS = 0.2;
    /// Another tool, size, amount, or adding in place of erasing.
    static final double SET = 0.5;
    /// Looking at what a tool shows before it is taken, and Enter.
    static final double PREVIEW = 1.2;
    /// Another slice: a turn of the wheel, and 0.05 s a slice.
    static final double WHEEL = 0.3;
    private static final double WHEEL_SLICE = 0.05;
    /// A brush led in the open.
    private static final double DRAG_MM_S = 60;
    private static final double FITTS_A = 0.2;
    private static final double FITTS_B = 0.15;
    /// How far a hand is off, standard deviation along each axis of the slice, in millimetres.
    static final double OFF_MM = 0.7;

    private HandTime() {}

    /// To a place and a press on it.
    ///
    /// @param mm how far away
    /// @param wideMm how exactly it must be met
    static double aimed(double mm, double wideMm) {
        return FITTS_A + FITTS_B * Math.log(1 + mm / wideMm) / Math.log(2) + PRESS;
    }

    /// Along a way with the button held.
    static double dragged(double mm) {
        return mm / DRAG_MM_S;
    }

    /// To another slice.
    static double wheel(int slices) {
        return slices == 0 ? 0 : WHEEL + WHEEL_SLICE * Math.abs(slices);
    }
}
