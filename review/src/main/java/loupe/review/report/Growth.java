package loupe.review.report;

import java.util.Locale;
import java.util.Optional;

/// How one measured number became another, with the bands of both.
///
/// The change is `now / before - 1`; its band runs from `(now - band) / (before + band) - 1` to `(now + band) / (before - band) - 1`,
/// which is the widest the two bands allow.
///
/// @param what the number, such as `volume`
/// @param before the earlier one
/// @param now the later one
record Growth(String what, Amount before, Amount now) {
    /// Of what two findings were both measured by: volume, else long axis, else area.
    static Optional<Growth> of(FindingSize before, FindingSize now) {
        return of("volume", before.volume(), now.volume())
                .or(() -> of("long axis", before.longAxis(), now.longAxis()))
                .or(() -> of("area", before.area(), now.area()));
    }

    private static Optional<Growth> of(String what, Optional<Amount> before, Optional<Amount> now) {
        return before.isPresent() && now.isPresent() && before.get().value() > 0
                ? Optional.of(new Growth(what, before.get(), now.get()))
                : Optional.empty();
    }

    double low() {
        return Math.max(0, now.value() - now.band()) / (before.value() + before.band()) - 1;
    }

    double high() {
        double least = before.value() - before.band();
        return least > 0 ? (now.value() + now.band()) / least - 1 : Double.POSITIVE_INFINITY;
    }

    /// Whether no change at all lies within the bands.
    boolean withinBands() {
        return low() <= 0 && high() >= 0;
    }

    /// In a few words, for an impression.
    String inShort() {
        return withinBands() ? "no change of " + what + " beyond the bands" : what + (low() > 0 ? " larger" : " smaller") + " by "
                + percent(Math.abs(now.value() / before.value() - 1));
    }

    /// Such as `volume 0.150 ± 0.040 mL then, 0.210 ± 0.050 mL now, +40 % (-16 % to +136 %)`.
    String text() {
        return what + " " + before.text() + " then, " + now.text() + " now: " + signed(now.value() / before.value() - 1) + " ("
                + signed(low()) + " to " + (Double.isInfinite(high()) ? "no upper bound" : signed(high())) + ")"
                + (withinBands() ? ", no change beyond the bands" : low() > 0 ? ", larger" : ", smaller");
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    private static String signed(double share) {
        return String.format(Locale.ROOT, "%+.0f %%", 100 * share);
    }
}
