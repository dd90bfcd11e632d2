package loupe.review.exporting;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.core.dicom.object.SegAuthorship;
import loupe.core.dicom.object.SegAuthorship.Algorithm;
import loupe.core.segment.Mask;
import loupe.core.segment.Segment;
import loupe.core.segment.Segmentation;
import loupe.review.edit.PredictionEntry;
import loupe.review.edit.ReviewState;
import loupe.review.edit.ReviewedFinding;

/// The outlines of one result that leave: those in force, without the rejected ones unless they are asked for.
///
/// @param segmentation the segments, numbered anew without gaps
/// @param authorship who drew each, and how far a person looked
/// @param numbers the new number by the result's own
record Outlines(Segmentation segmentation, SegAuthorship authorship, Map<Integer, Integer> numbers) {
    private static final int LONGEST_NAME = 64;

    /// @param rejectedToo whether outlines of rejected findings leave as well, marked as rejected
    static Optional<Outlines> of(ReviewState state, PredictionEntry p, boolean rejectedToo) {
        Optional<Segmentation> now = state.segmentation(p);
        if (now.isEmpty()) {
            return Optional.empty();
        }
        List<ReviewedFinding> findings = state.findings().stream().filter(f -> f.predictionId().equals(p.id())).toList();
        List<Segment> segments = new ArrayList<>();
        List<SegAuthorship.Outline> authors = new ArrayList<>();
        Map<Integer, Integer> numbers = new HashMap<>();
        for (Segment s : now.get().segments()) {
            List<ReviewedFinding> own = findings.stream()
                    .filter(f -> f.finding().segmentNumber() == s.number())
                    .toList();
            boolean rejected = !own.isEmpty() && own.stream().allMatch(ReviewedFinding::rejected);
            boolean emptied = !own.isEmpty() && own.stream().allMatch(ReviewedFinding::emptied);
            if (!emptied && (!rejected || rejectedToo)) {
                int number = segments.size() + 1;
                numbers.put(s.number(), number);
                segments.add(new Segment(number, label(p, s), s.category(), s.type(), s.rgb(), s.mask()));
                authors.add(author(p, s, rejected ? Reported.decision(own.getFirst().verdict()).meaning() : ""));
            }
        }
        if (segments.isEmpty()) {
            return Optional.empty();
        }
        SegAuthorship authorship = new SegAuthorship(reviewed(findings), creator(findings), authors);
        return Optional.of(new Outlines(new Segmentation(now.get().grid(), segments), authorship, Map.copyOf(numbers)));
    }

    /// The segments that readers began on one grid, each by hand. They have the labels of their codes: a reader's own words may
    /// hold a name.
    ///
    /// @param own findings drawn by readers, with voxels, all on one grid; at least one
    static Outlines byHand(List<ReviewedFinding> own) {
        List<Segment> segments = new ArrayList<>();
        List<SegAuthorship.Outline> authors = new ArrayList<>();
        for (ReviewedFinding f : own) {
            Segment s = f.segment().orElseThrow();
            segments.add(new Segment(segments.size() + 1, f.finding().label(), s.category(), s.type(), s.rgb(), s.mask()));
            authors.add(new SegAuthorship.Outline(
                    Algorithm.MANUAL, "", f.rejected() ? Reported.decision(f.verdict()).meaning() : ""));
        }
        Segmentation all = new Segmentation(segments.getFirst().mask().grid(), segments);
        return new Outlines(all, new SegAuthorship("Segmentation by a reader", "Reader", authors), Map.of());
    }

    /// The model's label, or the code's meaning where a person named it otherwise: a reader's own words may hold a name.
    private static String label(PredictionEntry p, Segment now) {
        Segment before = p.prediction().segmentation().orElseThrow().segment(now.number());
        return now.label().equals(before.label()) && now.type().equals(before.type()) ? now.label() : now.type().meaning();
    }

    private static SegAuthorship.Outline author(PredictionEntry p, Segment now, String note) {
        Mask before = p.prediction().segmentation().orElseThrow().segment(now.number()).mask();
        Algorithm algorithm = now.mask().equals(before)
                ? Algorithm.AUTOMATIC
                : before.count() == 0 ? Algorithm.MANUAL : Algorithm.SEMIAUTOMATIC;
        String name = p.prediction().provenance().modelId() + " " + p.prediction().provenance().modelVersion();
        return new SegAuthorship.Outline(
                algorithm, name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name, note);
    }

    private static String reviewed(List<ReviewedFinding> findings) {
        long open = findings.stream().filter(f -> !f.reviewed()).count();
        if (open == findings.size()) {
            return "Segmentation by a model, not reviewed";
        }
        return open == 0
                ? "Segmentation reviewed by a person"
                : "Segmentation, " + open + " of " + findings.size() + " findings not reviewed";
    }

    private static String creator(List<ReviewedFinding> findings) {
        return findings.stream().anyMatch(ReviewedFinding::reviewed) ? "Reader" : "Loupe";
    }
}
