package loupe.core.segment.operation.fill;

/// When a flood is not simply taken.
///
/// @param askMl volume above which the reader is asked first, millilitres
/// @param mostMl volume at which it stops, not below `askMl`
/// @param leastCompactness volume by volume of its box below which it is held for a leak; 0 for never
/// @param compactFromMm3 volume from which that is looked at, cubic millimetres
public record FloodGate(double askMl, double mostMl, double leastCompactness, double compactFromMm3) {
    /// Checks the order.
    public FloodGate {
        if (!(askMl >= 0 && mostMl >= askMl && leastCompactness >= 0 && leastCompactness <= 1 && compactFromMm3 >= 0)) {
            throw new IllegalArgumentException("a gate needs 0 <= askMl <= mostMl and a compactness of 0 to 1");
        }
    }

    /// Asks above 200 ml, stops at 2 l, takes less than 0.08 of its box for a leak from 2 ml on (the last three as Cornerstone3D's
    /// one-click segmentation has them).
    public static FloodGate usual() {
        return new FloodGate(200, 2000, 0.08, 2000);
    }
}
