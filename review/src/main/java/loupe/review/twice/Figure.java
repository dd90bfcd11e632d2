package loupe.review.twice;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import loupe.core.agreement.Interval;

/// A number of agreement with its 95 % interval and what it rests on, or the words why there is none.
///
/// @param value the number; empty where there is none
/// @param interval 95 %; empty where there is none
/// @param n of how many things
/// @param none why there is no number; empty where there is one
public record Figure(OptionalDouble value, Optional<Interval> interval, int n, String none) {
    /// A number, or that there are too few.
    ///
    /// @param value NaN where it is not defined
    /// @param least how many it takes
    /// @param what of what, in the plural
    static Figure of(double value, Interval interval, int n, int least, String what) {
        if (n < least) {
            return none(n, "too few " + what + " (" + n + "; a number from " + least + " on)");
        }
        return Double.isNaN(value)
                ? none(n, "not defined: all " + what + " are of one kind")
                : new Figure(OptionalDouble.of(value), Optional.of(interval).filter(i -> !Double.isNaN(i.low())), n, "");
    }

    /// Where nothing can be said.
    static Figure none(int n, String why) {
        return new Figure(OptionalDouble.empty(), Optional.empty(), n, why);
    }

    /// In words, such as `0.71 (0.52 to 0.90), n = 24`.
    ///
    /// @param decimals 0 to 6
    /// @param unit follows the interval; may be empty
    public String words(int decimals, String unit) {
        if (value.isEmpty()) {
            return none;
        }
        String form = "%." + decimals + "f";
        String range = interval.map(i -> String.format(Locale.ROOT, " (" + form + " to " + form + ")", i.low(), i.high())).orElse("");
        return String.format(Locale.ROOT, form, value.getAsDouble()) + range + (unit.isEmpty() ? "" : " " + unit) + ", n = " + n;
    }
}
