package loupe.core.dicom.value;

import java.math.BigDecimal;
import java.math.MathContext;

/// Numbers as DS text: at most 16 characters, the nearest value that fits (DICOM PS3.5 table 6.2-1).
public final class DecimalString {
    private DecimalString() {}

    /// Formats a finite number.
    ///
    /// @throws IllegalArgumentException for NaN and infinities
    public static String format(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a decimal string must be finite, was " + value);
        }
        if (value == 0) {
            return "0";
        }
        for (int digits = 16; digits > 0; digits--) {
            BigDecimal d = new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
            String plain = d.toPlainString();
            if (plain.length() <= 16) {
                return plain;
            }
            String scientific = scientific(d);
            if (scientific.length() <= 16) {
                return scientific;
            }
        }
        throw new IllegalStateException("no decimal string for " + value);
    }

    /// One digit, a point, the others, and the power of ten.
    private static String scientific(BigDecimal d) {
        String digits = d.unscaledValue().abs().toString();
        int power = digits.length() - 1 - d.scale();
        String point = digits.length() > 1 ? "." + digits.substring(1) : "";
        return (d.signum() < 0 ? "-" : "") + digits.charAt(0) + point + "E" + power;
    }
}
