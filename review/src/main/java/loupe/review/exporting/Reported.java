package loupe.review.exporting;

import java.util.List;
import java.util.Optional;
import loupe.core.dicom.object.SrWriter;
import loupe.core.finding.Finding;
import loupe.core.finding.Measurement;
import loupe.core.finding.Verdict;
import loupe.core.segment.Code;
import loupe.core.segment.Mask;
import loupe.review.edit.ReviewedFinding;

/// A finding as the report gives it: the numbers of the outline in force, the decision as a code.
final class Reported {
    private static final Code VOLUME = new Code("118565006", "SCT", "Volume");
    private static final Code MILLILITRE = new Code("mL", "UCUM", "milliliter");
    private static final int LONGEST_VALUE = 16;

    private Reported() {}

    /// @param segUid the SEG its outline is in; empty where no SEG holds it
    /// @param segment its number there
    static SrWriter.Entry entry(ReviewedFinding f, String segUid, Optional<Integer> segment) {
        Finding finding = f.recoded().map(f.finding()::coded).orElse(f.finding());
        boolean outlined = !segUid.isEmpty() && segment.isPresent();
        return new SrWriter.Entry(
                finding,
                f.trackingUid(),
                decision(f),
                outlined ? segUid : "",
                segment.orElse(0),
                measurements(f));
    }

    /// The numbers that hold for the outline in force, with the digits that mean something.
    static List<Measurement> measurements(ReviewedFinding f) {
        return inForce(f).stream().map(Rounded::of).toList();
    }

    private static List<Measurement> inForce(ReviewedFinding f) {
        if (f.drawnByReader()) {
            Mask mask = f.segment().orElseThrow().mask();
            return f.hasVolume() && !mask.isEmpty() ? List.of(new Measurement(VOLUME, mask.millilitres(), MILLILITRE)) : List.of();
        }
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

    /// What was decided as a code of Loupe's own scheme: of a reader's own segment that they drew it, until somebody decides on it.
    private static Code decision(ReviewedFinding f) {
        return f.standsAsDrawn()
                ? own("drawn", "Outlined by a reader")
                : decision(f.verdict());
    }

    /// A verdict as a code of Loupe's own scheme.
    static Code decision(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Unreviewed u -> own("unreviewed", "Not reviewed by a person");
            case Verdict.Accepted a -> own("accepted", "Accepted by a reader");
            case Verdict.Edited e -> own("edited", "Outline corrected by a reader");
            case Verdict.Rejected r -> own(r.reason().name(), "Rejected by a reader: " + r.reason().meaning());
        };
    }

    private static Code own(String value, String meaning) {
        return new Code(
                value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) : value, SrWriter.OWN_SCHEME, meaning);
    }
}
