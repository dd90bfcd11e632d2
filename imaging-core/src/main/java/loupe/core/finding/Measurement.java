package loupe.core.finding;

import loupe.core.segment.Code;

/// A number with its concept and unit, as it enters an SR (TID 300).
///
/// @param concept what was measured, e.g. diameter, volume
/// @param value the number
/// @param unit UCUM unit as a code of scheme UCUM, e.g. `mm`
public record Measurement(Code concept, double value, Code unit) {
    /// Checks that the number is finite.
    public Measurement {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a measurement must be finite, was " + value);
        }
    }
}
