package loupe.core.segment.operation;

/// Values from a least to a greatest, both included, in the image's own unit (such as HU).
///
/// @param least may be negative infinity
/// @param greatest not below `least`; may be infinity
public record ValueRange(double least, double greatest) {
    /// Checks the order.
    public ValueRange {
        if (!(least <= greatest)) {
            throw new IllegalArgumentException("a range must go up, was " + least + " to " + greatest);
        }
    }

    /// From a value upward.
    public static ValueRange from(double least) {
        return new ValueRange(least, Double.POSITIVE_INFINITY);
    }

    /// Whether a value lies in it; what is no number does not.
    public boolean contains(double value) {
        return value >= least && value <= greatest;
    }

    /// Which of some values lie in it, as bits, 64 to a word, lowest first.
    public long[] bits(float[] values) {
        long[] words = new long[(values.length + 63) >>> 6];
        for (int i = 0; i < values.length; i++) {
            words[i >>> 6] |= (contains(values[i]) ? 1L : 0L) << i;
        }
        return words;
    }

    /// Wider, as far as it must be to hold a value; what is no number changes nothing.
    public ValueRange with(double value) {
        return Double.isNaN(value)
                ? this
                : new ValueRange(Math.min(least, value), Math.max(greatest, value));
    }
}
