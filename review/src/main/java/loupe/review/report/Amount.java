package loupe.review.report;

import java.util.Locale;
import java.util.Map;

/// A measured number with the band it is right within.
///
/// @param value in the unit
/// @param band right within plus or minus this; negative where nobody knows
/// @param unit UCUM, such as `mm` or `mL`
record Amount(double value, double band, String unit) {
    private static final Map<String, String> WRITTEN = Map.of("mm2", "mm²", "cm2", "cm²", "mm3", "mm³", "px2", "px²", "deg", "°",
            "[hnsf'U]", "HU", "1", "");

    /// The unit as people write it.
    String written() {
        return WRITTEN.getOrDefault(unit, unit);
    }

    /// Such as `8.2 ± 0.7 mm`; without a band where none is known.
    String text() {
        String number = number(value) + (band < 0 ? "" : " ± " + number(band));
        return (number + " " + written()).strip();
    }

    /// A number with the digits that mean something in this unit: tenths of a millimetre; of small volumes and areas more.
    private String number(double v) {
        double size = Math.max(Math.abs(value), Math.max(band, 0));
        int decimals = switch (unit) {
            case "mL", "ml" -> size < 1 ? 3 : size < 100 ? 1 : 0;
            case "mm2", "mm3", "px2" -> size < 100 ? 1 : 0;
            case "px", "[hnsf'U]", "1" -> 0;
            default -> 1;
        };
        return String.format(Locale.ROOT, "%." + decimals + "f", v);
    }
}
