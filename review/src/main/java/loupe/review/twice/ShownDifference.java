package loupe.review.twice;

import java.util.Optional;
import java.util.OptionalDouble;
import loupe.core.geometry.PatientPoint;
import loupe.review.edit.Adjudicated;

/// A difference as its adjudicator is shown it: both versions side by side without names, in an order drawn by lot.
///
/// @param number from 1
/// @param kind what both differ in
/// @param place where to look: the middle of what is there, the same whichever version is A
/// @param a one version; empty where that reader has nothing there
/// @param b the other version
/// @param dice of both outlines; empty where there are not two
/// @param ruled the adjudicator's ruling so far; empty before
public record ShownDifference(
        int number, Difference.Kind kind, PatientPoint place, Optional<ReadVersion> a, Optional<ReadVersion> b, OptionalDouble dice,
        Optional<Ruled> ruled) {
    /// A ruling as it is shown.
    ///
    /// @param what what stands
    /// @param reason why
    public record Ruled(Choice what, Adjudicated.Reason reason) {}

    /// What an adjudicator may say stands.
    public enum Choice {
        A("version A"),
        B("version B"),
        /// Both outlines, as two findings.
        BOTH("both, as two findings"),
        /// Nothing at this place.
        NEITHER("neither"),
        /// A finding the adjudicator drew.
        OWN("the adjudicator's own");

        private final String words;

        Choice(String words) {
            this.words = words;
        }

        /// Short text for people.
        public String words() {
            return words;
        }

        Adjudicated.Ruling ruling(boolean firstIsA) {
            return switch (this) {
                case A -> firstIsA ? Adjudicated.Ruling.FIRST : Adjudicated.Ruling.SECOND;
                case B -> firstIsA ? Adjudicated.Ruling.SECOND : Adjudicated.Ruling.FIRST;
                case BOTH -> Adjudicated.Ruling.BOTH;
                case NEITHER -> Adjudicated.Ruling.NEITHER;
                case OWN -> Adjudicated.Ruling.OWN;
            };
        }

        static Choice of(Adjudicated.Ruling ruling, boolean firstIsA) {
            return switch (ruling) {
                case FIRST -> firstIsA ? A : B;
                case SECOND -> firstIsA ? B : A;
                case BOTH -> BOTH;
                case NEITHER -> NEITHER;
                case OWN -> OWN;
            };
        }
    }

    static ShownDifference of(Difference d, boolean firstIsA, Optional<Adjudicated.Settled> ruled) {
        Optional<ReadVersion> first = d.first().map(ReadVersion::of);
        Optional<ReadVersion> second = d.second().map(ReadVersion::of);
        return new ShownDifference(
                d.number(), d.kind(), d.place(), firstIsA ? first : second, firstIsA ? second : first, d.dice(),
                ruled.map(r -> new Ruled(Choice.of(r.ruling(), firstIsA), r.reason())));
    }

    /// A version in words.
    ///
    /// @param version what a reader has there; empty where nothing
    public static String words(Optional<ReadVersion> version) {
        return version.map(ReadVersion::words).orElse("nothing there");
    }
}
