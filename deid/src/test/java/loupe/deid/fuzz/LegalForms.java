package loupe.deid.fuzz;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import loupe.core.dicom.Vr;
import loupe.deid.text.LegalValues;

/// What PS3.5 table 6.2-1 allows, written down a second time.
final class LegalForms {
    static final List<Vr> VRS = List.of(Vr.AS, Vr.CS, Vr.DA, Vr.DS, Vr.DT, Vr.IS, Vr.TM);

    private static final Pattern DS = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern IS = Pattern.compile("[+-]?\\d{1,11}");
    private static final Pattern CS = Pattern.compile("[A-Z0-9_ ]{0,16}");
    private static final Pattern AS = Pattern.compile("\\d{3}[DWMY]");
    private static final Pattern DA = Pattern.compile("\\d{8}");
    private static final Pattern TM = Pattern.compile("\\d{2}(\\d{2}(\\d{2}(\\.\\d{1,6})?)?)?");
    private static final Pattern DT =
            Pattern.compile("\\d{4}(\\d{2}(\\d{2}(\\d{2}(\\d{2}(\\d{2}(\\.\\d{1,6})?)?)?)?)?)?([+-]\\d{4})?");
    private static final BigDecimal NEAR = new BigDecimal("1e-6");

    private LegalForms() {}

    /// @throws IllegalStateException if a value said to be legal is not, is not its own nearest, or is another number
    static void check(Vr vr, String before, String legal) {
        if (!legal.isEmpty() && !isLegal(vr, legal)) {
            throw new IllegalStateException("no legal " + vr + ": '" + legal + "'");
        }
        if (legal.isEmpty() != before.isEmpty()) {
            throw new IllegalStateException("a " + vr + " became empty");
        }
        if (!LegalValues.nearest(vr, legal).filter(legal::equals).isPresent()) {
            throw new IllegalStateException("the legal " + vr + " '" + legal + "' is not its own nearest");
        }
        if (!legal.isEmpty() && (vr == Vr.DS || vr == Vr.IS) && !isNear(before, legal)) {
            throw new IllegalStateException("the " + vr + " '" + legal + "' is another number");
        }
    }

    private static boolean isLegal(Vr vr, String s) {
        return switch (vr) {
            case DS -> s.length() <= 16 && DS.matcher(s).matches();
            case IS -> s.length() <= 12 && IS.matcher(s).matches() && new BigDecimal(s).abs().compareTo(new BigDecimal(1L << 31)) <= 0;
            case CS -> CS.matcher(s).matches();
            case AS -> AS.matcher(s).matches();
            case DA -> DA.matcher(s).matches();
            case TM -> TM.matcher(s).matches();
            case DT -> s.length() <= 26 && DT.matcher(s).matches();
            default -> throw new IllegalArgumentException(vr + " has no form here");
        };
    }

    private static boolean isNear(String before, String legal) {
        BigDecimal a = new BigDecimal(before.replace(',', '.'));
        BigDecimal b = new BigDecimal(legal);
        if (a.signum() == 0 || b.signum() == 0) {
            return a.signum() == b.signum();
        }
        return Math.abs((long) a.scale() - b.scale()) < 2_000
                && a.subtract(b).abs().compareTo(a.abs().multiply(NEAR)) <= 0;
    }
}
