package loupe.review.exporting;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.dicom.object.Dcm;
import loupe.core.dicom.object.SrWriter;
import loupe.core.dicom.value.DecimalString;
import loupe.core.finding.Measurement;
import loupe.core.segment.Code;
import loupe.exchange.result.ResultMessage;
import loupe.exchange.result.ResultMessage.Coded;
import loupe.exchange.result.ResultMessage.Measure;
import loupe.exchange.result.ResultMessage.Value;
import loupe.review.edit.KeptReport;
import loupe.review.edit.ReviewState;
import loupe.review.edit.ReviewedFinding;

/// What a person confirmed, as messages to systems of reports say it: the same findings, numbers and decisions as in the SR.
public final class ResultFindings {
    private ResultFindings() {}

    /// Findings that were accepted, corrected or drawn, in the review's order; what was rejected is nobody's result.
    public static List<ResultMessage.Finding> of(ReviewState state) {
        return state.findings().stream().filter(KeptReport::confirmed).map(ResultFindings::finding).toList();
    }

    private static ResultMessage.Finding finding(ReviewedFinding f) {
        SrWriter.Entry e = Reported.entry(f, "", Optional.empty());
        List<Measure> measures = new ArrayList<>();
        measures.add(new Measure(coded(Dcm.DECISION), new Value.OfCode(coded(e.decision()))));
        e.measurements().forEach(m -> measures.add(measure(m)));
        return new ResultMessage.Finding(Optional.of(e.trackingUid()), coded(e.finding().type()), Optional.empty(), measures);
    }

    private static Measure measure(Measurement m) {
        return new Measure(
                coded(m.concept()),
                new Value.OfNumber(new BigDecimal(DecimalString.format(m.value()).strip()), coded(m.unit())));
    }

    private static Coded coded(Code c) {
        return new Coded(c.value(), c.scheme(), c.meaning());
    }
}
