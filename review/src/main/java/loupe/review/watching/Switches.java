package loupe.review.watching;

import loupe.core.agreement.Share;

/// What became of first opinions after the models were seen.
///
/// A question is a place that the reader, a model or both named. A reader switches towards the models where they differed first
/// and the reader then took the models' answer, away from them where they agreed first and the reader then took the other. A
/// switch is right where the truth is known and the last answer is the truth's, wrong where it is not; unknown where there is none.
///
/// @param reader account name; empty for several together
/// @param opinions first opinions whose study the reader went on to decide
/// @param pending first opinions that are not decided yet, or were not given unseen
/// @param agreed questions both answered alike first
/// @param onlyReader questions only the reader said yes to first
/// @param onlyModels questions only a model said yes to first
/// @param towards switches towards the models
/// @param away switches away from the models
public record Switches(
        String reader, int opinions, int pending, int agreed, int onlyReader, int onlyModels, Kind towards, Kind away) {
    /// Switches of one direction.
    ///
    /// @param right to what is true
    /// @param wrong to what is not
    /// @param unknown where the truth is not known
    public record Kind(int right, int wrong, int unknown) {
        static final Kind NONE = new Kind(0, 0, 0);

        /// All of them.
        public int all() {
            return right + wrong + unknown;
        }

        Kind plus(Kind o) {
            return new Kind(right + o.right, wrong + o.wrong, unknown + o.unknown);
        }

        /// The wrong ones of those whose truth is known.
        public Share wrongOfKnown() {
            return new Share(wrong, right + wrong);
        }
    }

    static Switches none(String reader) {
        return new Switches(reader, 0, 0, 0, 0, 0, Kind.NONE, Kind.NONE);
    }

    /// Switches towards the models, of all questions they differed on first.
    public Share towardsOfDiffering() {
        return new Share(towards.all(), onlyReader + onlyModels);
    }

    /// Switches away from the models, of all questions they agreed on first.
    public Share awayOfAgreed() {
        return new Share(away.all(), agreed);
    }

    Switches plus(Switches o) {
        return new Switches(reader, opinions + o.opinions, pending + o.pending, agreed + o.agreed, onlyReader + o.onlyReader,
                onlyModels + o.onlyModels, towards.plus(o.towards), away.plus(o.away));
    }

    /// Those of several readers together.
    static Switches together(Iterable<Switches> all) {
        Switches sum = none("");
        for (Switches s : all) {
            sum = sum.plus(s);
        }
        return sum;
    }
}
