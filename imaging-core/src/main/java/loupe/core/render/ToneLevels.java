package loupe.core.render;

import loupe.core.image.ValueWindow;

/// Colours of the values a window tells apart.
///
/// @param argb colour by step; the first and the last stand for all values beyond
/// @param low value at the first step's lower end
/// @param scale steps a value unit
record ToneLevels(int[] argb, double low, double scale) {
    private static final int LEAST_LEVELS = 8192;
    private static final int MOST_LEVELS = 1 << 18;
    /// An entry of a table falls on as many levels, so that each value takes its own.
    private static final int LEVELS_AN_ENTRY = 4;
    private static final double LEAST_PAD = 1e-3;

    /// @param whiteIsLow whether the image shows low values bright
    static ToneLevels of(Toning toning, boolean whiteIsLow) {
        ValueWindow window = toning.window();
        boolean inverted = toning.inverted() != whiteIsLow;
        double wide = window.to() - window.from();
        double pad = wide > 0 ? wide / 64 : LEAST_PAD;
        double low = window.from() - pad;
        double span = window.to() + pad - low;
        int n = Math.clamp(
                window.table().map(t -> LEVELS_AN_ENTRY * t.entries()).orElse(0), LEAST_LEVELS, MOST_LEVELS);
        int[] argb = new int[n];
        for (int i = 0; i < n; i++) {
            double b = window.brightness(low + (i + 0.5) * span / n);
            argb[i] = toning.colours().at(inverted ? 1 - b : b);
        }
        return new ToneLevels(argb, low, n / span);
    }
}
