package loupe.deid.risk;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The first three digits of a US ZIP code, as 45 CFR 164.514(b)(2)(i)(B) lets them stay: `000` where 20,000 people or fewer
/// live (17 areas of the census of 2000).
final class Zip3 {
    private static final Set<String> FEW_PEOPLE = Set.of(
            "036", "059", "063", "102", "203", "556", "692", "790", "821", "823", "830", "831", "878", "879", "884", "890",
            "893");
    private static final Pattern ZIP = Pattern.compile("\\d{5}(-?\\d{4})?");

    private Zip3() {}

    /// Whether a column's name says that it holds ZIP codes.
    static boolean isNamed(String column) {
        String name = column.toLowerCase(Locale.ROOT);
        return name.contains("zip") || name.contains("postal") || name.contains("postcode");
    }

    /// Whether a value is a whole ZIP code.
    static boolean isZip(String value) {
        return ZIP.matcher(value).matches();
    }

    /// The area of a whole ZIP code.
    static String of(String zip) {
        String three = zip.substring(0, 3);
        return FEW_PEOPLE.contains(three) ? "000" : three;
    }
}
