package loupe.core.agreement;

/// A point of a control chart and the limits it should lie within.
///
/// @param value what is charted
/// @param low lower control limit
/// @param centre where it lies when nothing changes
/// @param high upper control limit
public record ControlPoint(double value, double low, double centre, double high) {
    /// Whether it lies outside: more than chance moved it.
    public boolean outside() {
        return value < low || value > high;
    }
}
