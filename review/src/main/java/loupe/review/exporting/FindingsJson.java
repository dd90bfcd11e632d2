package loupe.review.exporting;

import java.util.List;
import java.util.Optional;
import loupe.core.finding.Finding;
import loupe.core.finding.Measurement;
import loupe.core.finding.Verdict;
import loupe.core.segment.Mask;
import loupe.review.edit.ReviewState;
import loupe.review.edit.ReviewedFinding;
import loupe.review.edit.SealedReview;

/// What `findings.json` holds.
///
/// @param notice what the reader must know
/// @param findings all findings, rejected ones included
/// @param seal the signature; absent while unsealed
public record FindingsJson(String notice, List<One> findings, Optional<SealedReview> seal) {
    private static final String NOTICE =
            "Made by software that is not a certified medical device; a qualified person decides.";

    /// Copies the list.
    public FindingsJson {
        findings = List.copyOf(findings);
    }

    /// One finding.
    ///
    /// @param finding as the model put it
    /// @param verdict decision: unreviewed, accepted, edited, rejected
    /// @param reason coded reason of a rejection; empty otherwise
    /// @param millilitres volume of the outline in force; absent without one, on films and slides, and where slices
    ///     lie elsewhere than the grid says
    /// @param diceToModel overlap of the outline in force with the model's; absent without one
    /// @param measurements numbers of the outline in force
    public record One(
            Finding finding,
            String verdict,
            String reason,
            Optional<Double> millilitres,
            Optional<Double> diceToModel,
            List<Measurement> measurements) {
        /// Copies the list.
        public One {
            measurements = List.copyOf(measurements);
        }
    }

    /// The findings of a review.
    public static FindingsJson of(ReviewState state) {
        return new FindingsJson(
                NOTICE, state.findings().stream().map(FindingsJson::one).toList(), state.seal());
    }

    private static One one(ReviewedFinding f) {
        Optional<Mask> now = f.segment().map(s -> s.mask());
        return new One(
                f.finding(),
                word(f.verdict()),
                f.verdict() instanceof Verdict.Rejected r ? r.reason().name() : "",
                now.filter(m -> f.hasVolume()).map(Mask::millilitres),
                now.flatMap(m -> f.original().map(m::dice)),
                Reported.measurements(f));
    }

    /// A verdict in one word.
    public static String word(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Unreviewed u -> "unreviewed";
            case Verdict.Accepted a -> "accepted";
            case Verdict.Edited e -> "edited";
            case Verdict.Rejected r -> "rejected";
        };
    }
}
