package loupe.deid.pixel;

import java.util.List;

/// The middle 99.8 % of the values of several slices, so that all are shown alike.
///
/// @param low stored value shown black
/// @param high stored value shown white
record CommonWindow(int low, int high) {
    private static final double CUT = 0.001;
    private static final int VALUES = 1 << 17;

    static CommonWindow of(List<int[]> slices) {
        long[] histogram = new long[VALUES];
        long n = 0;
        for (int[] slice : slices) {
            for (int v : slice) {
                histogram[v]++;
            }
            n += slice.length;
        }
        long cut = (long) (n * CUT);
        int low = 0;
        for (long seen = histogram[low]; seen <= cut && low < VALUES - 1; seen += histogram[low]) {
            low++;
        }
        int high = VALUES - 1;
        for (long seen = histogram[high]; seen <= cut && high > low; seen += histogram[high]) {
            high--;
        }
        return new CommonWindow(low, Math.max(high, low + 1));
    }

    /// Turns stored values into brightness, 0 to 255, in place.
    void apply(List<int[]> slices) {
        for (int[] slice : slices) {
            for (int i = 0; i < slice.length; i++) {
                slice[i] = Math.clamp(255L * (slice[i] - low) / (high - low), 0, 255);
            }
        }
    }
}
