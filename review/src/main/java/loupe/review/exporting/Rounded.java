package loupe.review.exporting;

import java.util.Map;
import java.util.Set;
import loupe.core.finding.Measurement;

/// Numbers with the digits that mean something: no voxel tells a hundredth of a millimetre.
final class Rounded {
    /// Decimals by UCUM unit. A cubic millimetre is a thousandth of a millilitre.
    private static final Map<String, Integer> DECIMALS = Map.of(
            "mm", 1, "cm", 2, "mm2", 0, "cm2", 2, "mm3", 0, "mL", 3, "ml", 3, "[hnsf'U]", 0, "%", 1, "1", 0);

    /// Small areas lose too much to a whole square millimetre.
    private static final Set<String> FINER_BELOW_100 = Set.of("mm2", "mm3");

    private static final int SIGNIFICANT = 4;

    private Rounded() {}

    /// The measurement, rounded by its unit; by four significant digits where the unit is not known.
    static Measurement of(Measurement m) {
        return new Measurement(m.concept(), value(m.value(), m.unit().value()), m.unit());
    }

    /// A number in a unit (UCUM), rounded.
    static double value(double value, String unit) {
        Integer decimals = DECIMALS.get(unit);
        if (decimals == null) {
            decimals = value == 0 ? 0 : SIGNIFICANT - 1 - (int) Math.floor(Math.log10(Math.abs(value)));
        } else if (FINER_BELOW_100.contains(unit) && Math.abs(value) < 100) {
            decimals = 1;
        }
        double scale = Math.pow(10, decimals);
        return scale == 0 || Double.isInfinite(scale) ? value : Math.rint(value * scale) / scale;
    }
}
