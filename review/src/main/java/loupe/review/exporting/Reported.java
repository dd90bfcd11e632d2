package loupe.review.exporting;

import java.util.List;
import loupe.core.dicom.object.SrWriter;
import loupe.core.finding.Finding;
import loupe.core.finding.Measurement;
import loupe.core.finding.Verdict;
import loupe.core.segment.Code;
import loupe.core.segment.Mask;
import loupe.review.edit.ReviewedFinding;

/// A finding as the report gives it: the numbers of the outline in force, the decision in words.
final class Reported {
    private static final Code VOLUME = new Code("118565006", "SCT", "Volume");
    private static final Code MILLILITRE = new Code("mL", "UCUM", "milliliter");

    private Reported() {}

    static SrWriter.Entry entry(ReviewedFinding f, String segUid) {
        Finding finding = f.finding();
        boolean outlined = !segUid.isEmpty() && f.segment().isPresent();
        return new SrWriter.Entry(
                finding,
                Uids.derived(f.predictionId() + finding.id(), "tracking"),
                words(f.verdict()),
                outlined ? segUid : "",
                finding.segmentNumber(),
                measurements(f));
    }

    static List<Measurement> measurements(ReviewedFinding f) {
        if (!(f.verdict() instanceof Verdict.Edited) || f.segment().isEmpty()) {
            return f.finding().measurements();
        }
        // What the model measured belongs to the model's outline; of the corrected one volume or area is measured anew.
        Mask mask = f.segment().get().mask();
        if (f.flat()) {
            return f.finding().measurements().stream()
                    .filter(m -> m.unit().value().equals("mm2"))
                    .map(m -> new Measurement(m.concept(), mask.squareMillimetres(), m.unit()))
                    .toList();
        }
        return !f.hasVolume() ? List.of() : List.of(new Measurement(VOLUME, mask.millilitres(), MILLILITRE));
    }

    static String words(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Unreviewed u -> "Not reviewed by a person";
            case Verdict.Accepted a -> "Accepted by a reader";
            case Verdict.Edited e -> "Outline corrected by a reader";
            case Verdict.Rejected r -> "Rejected by a reader: " + r.reason().meaning();
        };
    }
}
