package loupe.deid.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Pattern;
import loupe.core.dicom.Vr;
import loupe.deid.pseudonym.DicomTimes;

/// Makes single text values legal for their VR (DICOM PS3.5 table 6.2-1), so that nothing hides in a malformed number.
public final class LegalValues {
    /// Four times what the standard allows; reading a number takes time that grows with the square of its digits.
    private static final int LONGEST_NUMBER = 64;

    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,11}");
    private static final Pattern AGE = Pattern.compile("\\d{1,4}[DWMYdwmy]?");
    private static final int OLDEST_YEARS = 89;
    private static final int LONGEST = 64;

    private LegalValues() {}

    /// The nearest legal value; empty where there is none. An empty value is legal.
    ///
    /// @param vr AS, CS, DA, DS, DT, IS or TM
    /// @param value one value, without padding
    public static Optional<String> nearest(Vr vr, String value) {
        if (value.isEmpty()) {
            return Optional.of("");
        }
        // A number of megabytes is none, and reading it as one takes time with the square of its length.
        if (value.length() > LONGEST) {
            return Optional.empty();
        }
        return switch (vr) {
            case DS -> decimal(value);
            case IS -> integer(value);
            case CS -> code(value);
            case AS -> age(value);
            case DA -> Optional.of(value.length() == 10 ? value.replace(".", "") : value)
                    .filter(DicomTimes::isDate);
            case TM -> Optional.of(value.replace(":", "")).filter(DicomTimes::isTime);
            case DT -> Optional.of(value).filter(DicomTimes::isDateTime);
            default -> throw new IllegalArgumentException(vr + " has no form to check");
        };
    }

    /// A decimal of at most 16 characters, as near as they allow.
    private static Optional<String> decimal(String value) {
        if (isPlainDecimal(value)) {
            return Optional.of(value);
        }
        if (value.length() > LONGEST_NUMBER) {
            return Optional.empty();
        }
        BigDecimal exact;
        try {
            exact = new BigDecimal(value.replace(',', '.'));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
        if (Math.abs((long) exact.precision() - exact.scale()) > 300) {
            return Optional.empty();
        }
        for (int digits = 16; digits > 0; digits--) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            String plain = Math.abs(rounded.scale()) > 20 ? rounded.toString() : rounded.toPlainString();
            String shorter = plain.length() <= 16 ? plain : rounded.toString().replace("E+", "E");
            if (shorter.length() <= 16) {
                return Optional.of(shorter);
            }
        }
        return Optional.empty();
    }

    private static boolean isPlainDecimal(String s) {
        if (s.length() > 16) {
            return false;
        }
        int i = s.charAt(0) == '-' || s.charAt(0) == '+' ? 1 : 0;
        int digits = 0;
        boolean point = false;
        for (; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '.' && !point) {
                point = true;
            } else {
                return (c == 'e' || c == 'E') && digits > 0 && isExponent(s, i + 1);
            }
        }
        return digits > 0;
    }

    private static boolean isExponent(String s, int from) {
        int i = from < s.length() && (s.charAt(from) == '-' || s.charAt(from) == '+') ? from + 1 : from;
        if (i >= s.length() || s.length() - i > 3) {
            return false;
        }
        for (; i < s.length(); i++) {
            if (s.charAt(i) < '0' || s.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> integer(String value) {
        if (INTEGER.matcher(value).matches()) {
            long n = Long.parseLong(value);
            return n == (int) n ? Optional.of(value) : Optional.empty();
        }
        if (value.length() > LONGEST_NUMBER) {
            return Optional.empty();
        }
        try {
            BigDecimal n = new BigDecimal(value);
            return n.precision() - n.scale() > 10
                    ? Optional.empty()
                    : Optional.of(Integer.toString(n.intValueExact()));
        } catch (NumberFormatException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> code(String value) {
        StringBuilder out = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            char up = c >= 'a' && c <= 'z' ? (char) (c - 32) : c;
            if (!(up >= 'A' && up <= 'Z' || up >= '0' && up <= '9' || up == ' ' || up == '_')) {
                return Optional.empty();
            }
            out.append(up);
        }
        return out.length() > 16 ? Optional.empty() : Optional.of(out.toString());
    }

    /// An age of four characters; every age over 89 years is 90 years (45 CFR 164.514(b)(2)(i)(C)).
    private static Optional<String> age(String value) {
        if (!AGE.matcher(value).matches()) {
            return Optional.empty();
        }
        char last = Character.toUpperCase(value.charAt(value.length() - 1));
        char unit = Character.isDigit(last) ? 'Y' : last;
        int n = Integer.parseInt(Character.isDigit(last) ? value : value.substring(0, value.length() - 1));
        double years =
                switch (unit) {
                    case 'D' -> n / 365.25;
                    case 'W' -> n / 52.18;
                    case 'M' -> n / 12.0;
                    default -> n;
                };
        if (years >= OLDEST_YEARS + 1) {
            return Optional.of("090Y");
        }
        return n > 999 ? Optional.empty() : Optional.of(Integer.toString(1000 + n).substring(1) + unit);
    }
}
