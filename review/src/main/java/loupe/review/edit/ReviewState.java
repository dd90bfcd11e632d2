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
    private final Corrections corrected;
    private final Drawings drawings;
    private final List<FirstOpinion> opinions;
    private final Optional<KeptReport> report;
    private final Optional<Adjudicated> adjudicated;
    private final Optional<SealedReview> seal;
    /// The findings, once somebody asked; the same whoever gathers them.
    private volatile List<ReviewedFinding> gathered = List.of();

    private ReviewState(
            List<PredictionEntry> predictions,
            Map<String, Verdict> verdicts,
            Corrections corrected,
            Drawings drawings,
            List<FirstOpinion> opinions,
            Optional<KeptReport> report,
            Optional<Adjudicated> adjudicated,
            Optional<SealedReview> seal) {
        this.predictions = List.copyOf(predictions);
        this.verdicts = Map.copyOf(verdicts);
        this.corrected = corrected;
        this.drawings = drawings;
        this.opinions = List.copyOf(opinions);
        this.report = report;
        this.adjudicated = adjudicated;
        this.seal = seal;
    }

    /// A study nobody and nothing looked at.
    public static ReviewState empty() {
        return new ReviewState(
                List.of(), Map.of(), Corrections.none(), Drawings.none(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());
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

    /// The report as it was kept last; empty where nobody kept one.
    public Optional<KeptReport> report() {
        return report;
    }

    /// With the report kept in place of the one before.
    public ReviewState with(KeptReport kept) {
        return new ReviewState(predictions, verdicts, corrected, drawings, opinions, Optional.of(kept), adjudicated, seal);
    }

    /// What came of a double reading; empty where one reader read the study, or where differences are not settled yet.
    public Optional<Adjudicated> adjudicated() {
        return adjudicated;
    }

    /// With the differences of two readings settled: what that changes is applied, and it stands beside it from then on.
    ///
    /// @throws IllegalArgumentException if a change names what is not there
    public ReviewState with(Adjudicated settled) {
        ReviewState next = this;
        for (Adjudicated.Change c : settled.changes()) {
            next = next.apply(c.edit());
        }
        return new ReviewState(
                next.predictions, next.verdicts, next.corrected, next.drawings, next.opinions, next.report, Optional.of(settled), seal);
    }

    /// With a prediction added, in place of those named.
    public ReviewState with(PredictionEntry added, List<String> superseded) {
        List<PredictionEntry> next = new ArrayList<>(predictions);
        next.removeIf(p -> superseded.contains(p.id()));
        next.add(added);
        return new ReviewState(next, verdicts, corrected, drawings, opinions, report, adjudicated, seal);
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
        return new ReviewState(predictions, verdicts, corrected, drawings, next, report, adjudicated, seal);
    }

    /// What a reader may see before their first opinion: what they drew themselves, segments of their own among it, and nothing
    /// else. It is the same whatever programs and other readers said.
    public ReviewState beforeOpinionOf(String reader) {
        Corrections theirs = corrected.by(reader);
        Map<String, Verdict> own = new TreeMap<>();
        theirs.own().there().forEach(s -> own.put(s.id().value(), verdict(s.id())));
        return new ReviewState(
                List.of(), own, theirs, drawings.by(reader), List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// The segments of readers that are there, oldest first, as they were begun.
    public List<OwnSegment> ownSegments() {
        return corrected.own().there();
    }

    /// The segments of readers that are there, as they stand, oldest first.
    public List<DrawnSegment> drawnSegments() {
        return ownSegments().stream().map(s -> new DrawnSegment(s, corrected.inForce(s))).toList();
    }

    /// The id of the next segment a reader begins: no segment ever had it, deleted and undone ones neither.
    public FindingId nextSegment() {
        return corrected.own().next();
    }

    /// Whether a finding is or was a segment that a reader began.
    public boolean begunBy(String reader, FindingId id) {
        return corrected.own().ever(id).filter(s -> s.by().equals(reader)).isPresent();
    }

    /// Whether a reader decided on any finding of a model, or on another reader's segment; to draw one's own is no decision.
    public boolean decidedOnModelsBy(String reader) {
        return verdicts.entrySet().stream()
                .anyMatch(v -> by(v.getValue(), reader) && !begunBy(reader, new FindingId(v.getKey())));
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
        return new ReviewState(predictions, verdicts, corrected, drawings, opinions, report, adjudicated, Optional.of(signature));
    }

    /// All findings in force, in the order the models gave them, then the segments readers began.
    public List<ReviewedFinding> findings() {
        if (gathered.isEmpty()) {
            gathered = List.copyOf(gather());
        }
        return gathered;
    }

    private List<ReviewedFinding> gather() {
        List<ReviewedFinding> out = new ArrayList<>();
        for (PredictionEntry p : predictions) {
            for (Finding f : p.prediction().findings()) {
                out.add(reviewed(p, f));
            }
        }
        corrected.own().there().forEach(s -> out.add(ReviewedFinding.of(s, corrected.inForce(s), verdict(s.id()))));
        return out;
    }

    private ReviewedFinding reviewed(PredictionEntry p, Finding f) {
        Optional<Segment> original = f.segmentNumber() == 0
                ? Optional.empty()
                : p.prediction().segmentation().map(s -> s.segment(f.segmentNumber()));
        Optional<Segment> now = original.map(s -> corrected.inForce(p.id(), s));
        return new ReviewedFinding(p.id(), f, verdict(f.id()), now, original);
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
        return p.prediction().segmentation().map(s -> new Segmentation(
                s.grid(), s.segments().stream().map(one -> corrected.inForce(p.id(), one)).toList()));
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
            case Edit.VerdictEdit v -> decided(v.finding(), v.after());
            case Edit.MaskEdit m -> painted(m);
            case MasksEdit m -> {
                ReviewState next = this;
                for (Edit.MaskEdit part : m.parts()) {
                    next = next.painted(part);
                }
                yield next;
            }
            case SegmentEdit d -> {
                if (!segment(d.segment()).description().equals(d.was())) {
                    throw new IllegalArgumentException("the segment is not called as the edit takes it to be");
                }
                yield new ReviewState(
                        predictions, put(d.finding(), d.after()), corrected.with(d.segment(), d.becomes()), drawings, opinions, report,
                        adjudicated, seal);
            }
            case OwnSegmentEdit o -> begun(o.segment(), o.added()).decided(o.segment().id(), o.after());
            case MergeEdit m -> merged(m);
            case Edit.AnnotationEdit a -> with(drawings.after(a));
            case Edit.CalibrationEdit c -> with(drawings.after(c));
            case ObjectEdit o -> with(drawings.after(o));
        };
    }

    private ReviewState painted(Edit.MaskEdit m) {
        Corrections next = corrected.with(m.segment(), mask(m.segment()).apply(m.delta()));
        return new ReviewState(predictions, put(m.finding(), m.after()), next, drawings, opinions, report, adjudicated, seal);
    }

    private ReviewState begun(OwnSegment segment, boolean added) {
        OwnSegments next = added ? corrected.own().with(segment) : corrected.own().without(segment);
        return new ReviewState(predictions, verdicts, corrected.with(next), drawings, opinions, report, adjudicated, seal);
    }

    private ReviewState decided(FindingId id, Verdict verdict) {
        return new ReviewState(predictions, put(id, verdict), corrected, drawings, opinions, report, adjudicated, seal);
    }

    /// The source is there while its voxels flip, be it on the way there or back.
    private ReviewState merged(MergeEdit m) {
        ReviewState there = m.back() && m.segment().isPresent() ? begun(m.segment().get(), true) : this;
        ReviewState next = there.painted(m.source()).painted(m.target());
        return !m.back() && m.segment().isPresent() ? next.begun(m.segment().get(), false) : next;
    }

    private ReviewState with(Drawings next) {
        return new ReviewState(predictions, verdicts, corrected, next, opinions, report, adjudicated, seal);
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
        return segment(ref).mask();
    }

    /// A segment as it stands.
    ///
    /// @throws IllegalArgumentException if there is none
    public Segment segment(SegmentRef ref) {
        return predictions.stream()
                .filter(p -> p.id().equals(ref.predictionId()))
                .flatMap(p -> p.prediction().segmentation().stream())
                .filter(s -> ref.segmentNumber() >= 1 && ref.segmentNumber() <= s.segments().size())
                .map(s -> corrected.inForce(ref.predictionId(), s.segment(ref.segmentNumber())))
                .findFirst()
                .or(() -> corrected.own(ref))
                .orElseThrow(() -> new IllegalArgumentException("there is no such segment"));
    }
}
