package loupe.core.dicom.parametric;

import java.util.Set;
import loupe.core.dicom.DeidentifiedInstance;
import loupe.core.segment.Code;

/// Units of maps (DICOM PS3.3 C.7.6.16.2.11.1, Measurement Units Code Sequence).
public final class MapUnit {
    private static final String UCUM = "UCUM";
    private static final String HOUNSFIELD = "[hnsf'U]";
    private static final Set<String> SHARES = Set.of("1", "%", "[ppth]", "[ppm]", "[ppb]");

    private MapUnit() {}

    /// A unit as readers write it, `10-6 mm2/s` for UCUM's `10*-6.mm2/s`; empty for none, or where nothing is said.
    public static String text(Code unit) {
        if (!unit.scheme().equals(UCUM)) {
            return said(unit.meaning()) ? unit.meaning() : "";
        }
        return switch (unit.value()) {
            case "1", "unknown", "{no units}" -> "";
            case HOUNSFIELD -> "HU";
            default -> said(unit.value())
                    ? unit.value().replace("10*", "10").replace("10^", "10").replace('.', ' ').replaceAll("[{}]", "").strip()
                    : "";
        };
    }

    /// Whether a text of a code says anything: the door may have taken it.
    static boolean said(String text) {
        return !text.equals("unknown") && !text.equalsIgnoreCase(DeidentifiedInstance.TAKEN);
    }

    /// Whether it is a unit of something measured, such as `mm2/s` or HU: not of shares, scores and probabilities, and not a unit
    /// nobody knows.
    public static boolean physical(Code unit) {
        if (!unit.scheme().equals(UCUM) || SHARES.contains(unit.value()) || !said(unit.value())) {
            return false;
        }
        String bare = unit.value().replaceAll("\\{[^}]*}", "");
        return bare.equals(HOUNSFIELD) || bare.replaceAll("\\[[^]]*]", "").chars().anyMatch(Character::isLetter);
    }

    /// Up to where values of a unit can go when they begin at 0: 1 for shares and probabilities, 100 for per cent; NaN where no such
    /// end is known.
    static double whole(Code unit) {
        return !unit.scheme().equals(UCUM) ? Double.NaN : unit.value().equals("%") ? 100 : physical(unit) ? Double.NaN : 1;
    }
}
