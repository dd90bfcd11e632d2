package loupe.review.exporting;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import loupe.core.finding.Finding;
import loupe.core.finding.Measurement;
import loupe.core.finding.Verdict;
import loupe.core.measure.Annotation;
import loupe.core.measure.KnownLength;
import loupe.core.measure.Shape;
import loupe.core.segment.Code;
import loupe.core.segment.Mask;
import loupe.review.edit.FirstOpinion;
import loupe.review.edit.ReviewState;
import loupe.review.edit.ReviewedFinding;
import loupe.review.edit.SealedReview;
import loupe.review.opinion.FoundByBoth;

/// What `findings.json` holds.
///
/// @param notice what the reader must know
/// @param findings all findings, rejected ones included, without readers' segments that are empty
/// @param drawings what readers drew and measured
/// @param firstOpinions what readers thought before anything a model found was shown to them
/// @param calibrations images whose scale a reader gave
/// @param seal the signature; absent while unsealed
public record FindingsJson(
        String notice,
        List<One> findings,
        List<Drawing> drawings,
        List<Opinion> firstOpinions,
        List<Calibrated> calibrations,
        Optional<SealedReview> seal) {
    private static final String NOTICE =
            "Made by software that is not a certified medical device; a qualified person decides.";

    /// Copies the list.
    public FindingsJson {
        findings = List.copyOf(findings);
        drawings = List.copyOf(drawings);
        firstOpinions = List.copyOf(firstOpinions);
        calibrations = List.copyOf(calibrations);
    }

    /// A first opinion, as it was committed.
    ///
    /// @param by account name of the reader
    /// @param at when, UTC
    /// @param assessment `NO_FINDING`, `FINDING` or `UNSURE`
    /// @param findings ids of the drawings and segments that were findings by then
    /// @param unseen whether the reader had decided on nothing of the study before
    public record Opinion(String by, Instant at, String assessment, List<String> findings, boolean unseen) {
        /// Copies the list.
        public Opinion {
            findings = List.copyOf(findings);
        }

        static Opinion of(FirstOpinion o) {
            return new Opinion(
                    o.by(), o.at(), o.assessment().name(),
                    Stream.concat(o.findings().stream().map(Annotation::id), o.outlined().stream().map(s -> s.id().value()))
                            .toList(),
                    o.unseen());
        }
    }

    /// An image whose scale a reader gave by a known length.
    ///
    /// @param seriesUid its series
    /// @param sopInstanceUid the image, with all its frames
    /// @param knownMm the length, in millimetres
    /// @param points ends of the line, in the coordinates of the image; three numbers each
    /// @param mmPerUnit millimetres of one unit of these coordinates
    /// @param relativeError greatest relative error of it if both ends lie within half a pixel diagonal of their places
    /// @param instead where the spacing came from that the file gives
    public record Calibrated(
            String seriesUid, String sopInstanceUid, double knownMm, List<List<Double>> points, double mmPerUnit,
            double relativeError, String instead) {
        /// Copies the list.
        public Calibrated {
            points = List.copyOf(points);
        }

        static Calibrated of(KnownLength c) {
            return new Calibrated(
                    c.place().seriesUid(), c.place().sopInstanceUid(), c.knownMm(), numbers(c.along()), c.scale().mmPerUnit(),
                    c.scale().relativeError(), c.own().source());
        }
    }

    private static List<List<Double>> numbers(Shape shape) {
        return shape.points().stream().map(p -> List.of(p.xMm(), p.yMm(), p.zMm())).toList();
    }

    /// What a reader drew. Its label stays: free words may name a person.
    ///
    /// @param id within the study
    /// @param trackingUid UID that follows it over time
    /// @param what kind of drawing, such as `length`
    /// @param finding what it is where it is a finding; absent for a measurement
    /// @param missed the same where models looked and did not find it; absent where none looked, or one found it too
    /// @param seriesUid series it was drawn on
    /// @param sopInstanceUid image it was drawn on; of a plane cut out of a stack the stack's first image
    /// @param frame number of the frame, from 1
    /// @param onPlane whether it was drawn on a plane cut out of the stack
    /// @param thicknessMm thickness of the slab drawn on; 0 on an image or thin plane
    /// @param points in millimetres of the patient, or in the coordinates of a film; three numbers each
    /// @param quantities what the drawing measures, without the pixels under it
    public record Drawing(
            String id,
            String trackingUid,
            String what,
            Optional<Code> finding,
            Optional<Code> missed,
            String seriesUid,
            String sopInstanceUid,
            int frame,
            boolean onPlane,
            double thicknessMm,
            List<List<Double>> points,
            List<Number> quantities) {
        /// Copies the lists.
        public Drawing {
            points = List.copyOf(points);
            quantities = List.copyOf(quantities);
        }

        /// A measured number.
        ///
        /// @param kind what is measured
        /// @param value in the unit
        /// @param unit UCUM; `px`, `px2` where no spacing is known or no ultrasound region's scale holds
        /// @param error the number is right within plus or minus this if every end lies within half a pixel diagonal of its place
        /// @param spacing where the spacing comes from, in words
        public record Number(String kind, double value, String unit, double error, String spacing) {}

        static Drawing of(ReviewState state, Annotation a) {
            Optional<Code> missed = FoundByBoth.missedBy(state, a).isEmpty() ? Optional.empty() : a.missed();
            return new Drawing(
                    a.id(), a.trackingUid(), a.word(), a.missed(), missed, a.place().seriesUid(), a.place().sopInstanceUid(),
                    a.place().frame() + 1, a.place().cut(), a.thicknessMm(),
                    numbers(a.measure().shape()),
                    a.measure().quantities().stream()
                            .map(q -> new Number(q.kind().name(), q.value(), q.unit(), q.error(), q.scale().source()))
                            .toList());
        }
    }

    /// One finding.
    ///
    /// @param drawnBy `model`, or `reader` for a segment that a reader began
    /// @param finding as the model put it; of a reader's segment what its code says, without the reader's words
    /// @param recoded the code a person gave it in place of the model's; absent where they gave none
    /// @param verdict decision: unreviewed, accepted, edited, rejected
    /// @param reason coded reason of a rejection; empty otherwise
    /// @param millilitres volume of the outline in force; absent without one, on films and slides, and where slices
    ///     lie elsewhere than the grid says
    /// @param diceToModel overlap of the outline in force with the model's; absent without one
    /// @param measurements numbers of the outline in force
    public record One(
            String drawnBy,
            Finding finding,
            Optional<Code> recoded,
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
                NOTICE,
                state.findings().stream().filter(f -> !f.blank()).map(FindingsJson::one).toList(),
                state.annotations().stream().map(a -> Drawing.of(state, a)).toList(),
                state.opinions().stream().map(Opinion::of).toList(),
                state.calibrations().stream().map(Calibrated::of).toList(),
                state.seal());
    }

    private static One one(ReviewedFinding f) {
        Optional<Mask> now = f.segment().map(s -> s.mask());
        return new One(
                f.drawnByReader() ? "reader" : "model",
                f.finding(),
                f.recoded(),
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
