package loupe.review.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import loupe.core.finding.Finding;
import loupe.core.finding.FindingId;
import loupe.core.finding.Verdict;
import loupe.core.measure.Annotation;
import loupe.core.measure.KnownLength;
import loupe.core.segment.Mask;
import loupe.core.segment.Segment;
import loupe.core.segment.Segmentation;

/// A study's review at one moment. Immutable: an edit gives a new state.
public final class ReviewState {
    private static final Verdict UNREVIEWED = new Verdict.Unreviewed();

    private final List<PredictionEntry> predictions;
    private final Map<String, Verdict> verdicts;
    private final Map<SegmentRef, Mask> corrected;
    private final Drawings drawings;
    private final List<FirstOpinion> opinions;
    private final Optional<SealedReview> seal;

    private ReviewState(
            List<PredictionEntry> predictions,
            Map<String, Verdict> verdicts,
            Map<SegmentRef, Mask> corrected,
            Drawings drawings,
            List<FirstOpinion> opinions,
            Optional<SealedReview> seal) {
        this.predictions = List.copyOf(predictions);
        this.verdicts = Map.copyOf(verdicts);
        this.corrected = Map.copyOf(corrected);
        this.drawings = drawings;
        this.opinions = List.copyOf(opinions);
        this.seal = seal;
    }

    /// A study nobody and nothing looked at.
    public static ReviewState empty() {
        return new ReviewState(List.of(), Map.of(), Map.of(), Drawings.none(), List.of(), Optional.empty());
    }

    /// The predictions in force, oldest first.
    public List<PredictionEntry> predictions() {
        return predictions;
    }

    /// What readers drew, oldest first, with the scale in force on each image.
    public List<Annotation> annotations() {
        return drawings.present();
    }

    /// The images whose scale a reader gave, oldest first.
    public List<KnownLength> calibrations() {
        return drawings.calibrations();
    }

    /// What readers did to the objects of slides.
    public ObjectWork objects() {
        return drawings.objects();
    }

    /// The calibration in force on an image.
    public Optional<KnownLength> calibration(String sopInstanceUid) {
        return drawings.calibration(sopInstanceUid);
    }

    /// The id of the next drawing: no drawing ever had it, deleted and undone ones neither.
    public String nextDrawing() {
        return "M" + (drawings.last() + 1);
    }

    /// A drawing by id.
    public Optional<Annotation> annotation(String id) {
        return annotations().stream().filter(a -> a.id().equals(id)).findFirst();
    }

    /// The seal, if signed.
    public Optional<SealedReview> seal() {
        return seal;
    }

    /// With a prediction added, in place of those named.
    public ReviewState with(PredictionEntry added, List<String> superseded) {
        List<PredictionEntry> next = new ArrayList<>(predictions);
        next.removeIf(p -> superseded.contains(p.id()));
        next.add(added);
        return new ReviewState(next, verdicts, corrected, drawings, opinions, seal);
    }

    /// First opinions, oldest first.
    public List<FirstOpinion> opinions() {
        return opinions;
    }

    /// A reader's first opinion.
    public Optional<FirstOpinion> opinionOf(String reader) {
        return opinions.stream().filter(o -> o.by().equals(reader)).findFirst();
    }

    /// With a first opinion; a reader has one, and the first stands.
    public ReviewState with(FirstOpinion opinion) {
        if (opinionOf(opinion.by()).isPresent()) {
            return this;
        }
        List<FirstOpinion> next = new ArrayList<>(opinions);
        next.add(opinion);
        return new ReviewState(predictions, verdicts, corrected, drawings, next, seal);
    }

    /// What a reader may see before their first opinion: what they drew themselves, and nothing else. It is the same whatever
    /// programs and other readers said.
    public ReviewState beforeOpinionOf(String reader) {
        return new ReviewState(List.of(), Map.of(), Map.of(), drawings.by(reader), List.of(), Optional.empty());
    }

    /// Whether a reader decided on any finding.
    public boolean decidedBy(String reader) {
        return verdicts.values().stream().anyMatch(v -> by(v, reader));
    }

    /// Whether the decision in force on a finding is a reader's.
    public boolean decidedBy(String reader, FindingId id) {
        return by(verdict(id), reader);
    }

    private static boolean by(Verdict v, String reader) {
        return switch (v) {
            case Verdict.Unreviewed u -> false;
            case Verdict.Accepted a -> a.by().equals(reader);
            case Verdict.Rejected r -> r.by().equals(reader);
            case Verdict.Edited e -> e.by().equals(reader);
        };
    }

    /// Signed.
    public ReviewState with(SealedReview signature) {
        return new ReviewState(predictions, verdicts, corrected, drawings, opinions, Optional.of(signature));
    }

    /// All findings in force, in the order the models gave them.
    public List<ReviewedFinding> findings() {
        List<ReviewedFinding> out = new ArrayList<>();
        for (PredictionEntry p : predictions) {
            for (Finding f : p.prediction().findings()) {
                out.add(reviewed(p, f));
            }
        }
        return out;
    }

    private ReviewedFinding reviewed(PredictionEntry p, Finding f) {
        Optional<Segment> original = f.segmentNumber() == 0
                ? Optional.empty()
                : p.prediction().segmentation().map(s -> s.segment(f.segmentNumber()));
        Optional<Segment> now = original.map(s ->
                s.withMask(corrected.getOrDefault(new SegmentRef(p.id(), s.number()), s.mask())));
        return new ReviewedFinding(p.id(), f, verdict(f.id()), now, original.map(Segment::mask));
    }

    /// A finding by id.
    public Optional<ReviewedFinding> finding(FindingId id) {
        return findings().stream().filter(f -> f.finding().id().equals(id)).findFirst();
    }

    /// The verdict in force.
    public Verdict verdict(FindingId id) {
        return verdicts.getOrDefault(id.value(), UNREVIEWED);
    }

    /// A prediction's segmentation with corrections applied; empty where it has none.
    public Optional<Segmentation> segmentation(PredictionEntry p) {
        return p.prediction().segmentation().map(s -> {
            Segmentation now = s;
            for (Segment segment : s.segments()) {
                Mask mask = corrected.get(new SegmentRef(p.id(), segment.number()));
                now = mask == null ? now : now.with(segment.number(), mask);
            }
            return now;
        });
    }

    /// The state after an edit.
    ///
    /// @throws IllegalStateException if the review is sealed
    /// @throws IllegalArgumentException if the edit names a segment or drawing that is not there
    public ReviewState apply(Edit edit) {
        if (seal.isPresent()) {
            throw new IllegalStateException("the review is sealed; nothing in it changes any more");
        }
        return switch (edit) {
            case Edit.VerdictEdit v ->
                new ReviewState(predictions, put(v.finding(), v.after()), corrected, drawings, opinions, seal);
            case Edit.MaskEdit m -> {
                Map<SegmentRef, Mask> masks = new java.util.HashMap<>(corrected);
                masks.put(m.segment(), mask(m.segment()).apply(m.delta()));
                yield new ReviewState(predictions, put(m.finding(), m.after()), masks, drawings, opinions, seal);
            }
            case Edit.AnnotationEdit a -> with(drawings.after(a));
            case Edit.CalibrationEdit c -> with(drawings.after(c));
            case ObjectEdit o -> with(drawings.after(o));
        };
    }

    private ReviewState with(Drawings next) {
        return new ReviewState(predictions, verdicts, corrected, next, opinions, seal);
    }

    private Map<String, Verdict> put(FindingId id, Verdict verdict) {
        Map<String, Verdict> next = new TreeMap<>(verdicts);
        next.put(id.value(), verdict);
        return next;
    }

    /// The mask in force of a segment.
    ///
    /// @throws IllegalArgumentException if there is none
    public Mask mask(SegmentRef ref) {
        Mask mask = corrected.get(ref);
        if (mask != null) {
            return mask;
        }
        return predictions.stream()
                .filter(p -> p.id().equals(ref.predictionId()))
                .flatMap(p -> p.prediction().segmentation().stream())
                .filter(s -> ref.segmentNumber() >= 1 && ref.segmentNumber() <= s.segments().size())
                .map(s -> s.segment(ref.segmentNumber()).mask())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no such segment"));
    }
}
