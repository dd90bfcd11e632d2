package loupe.review.edit;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loupe.core.finding.Finding;
import loupe.core.finding.Prediction;
import loupe.core.measure.Annotation;
import loupe.core.segment.Code;
import loupe.core.segment.Segment;

/// Findings that a reader added because the models missed them: what they can be, and whose false negatives they are.
public final class MissedFindings {
    /// What a finding is whose kind no model on the series names.
    public static final Code UNNAMED = new Code("49755003", "SCT", "Morphologically Abnormal Structure");

    private MissedFindings() {}

    /// What a finding on a series can be: the kinds its models name, then [#UNNAMED], then the organs they outline.
    public static List<Code> kinds(ReviewState state, String seriesUid) {
        Set<Code> organs = on(state, seriesUid).flatMap(p -> p.segmentation().stream())
                .flatMap(s -> s.segments().stream())
                .filter(Segment::anatomical)
                .map(Segment::type)
                .collect(Collectors.toSet());
        List<Code> named = on(state, seriesUid).flatMap(MissedFindings::named).toList();
        return Stream.of(named.stream().filter(c -> !organs.contains(c)), Stream.of(UNNAMED), named.stream())
                .flatMap(kinds -> kinds)
                .distinct()
                .toList();
    }

    private static Stream<Prediction> on(ReviewState state, String seriesUid) {
        return state.predictions().stream()
                .map(PredictionEntry::prediction)
                .filter(p -> p.seriesUid().equals(seriesUid));
    }

    private static Stream<Code> named(Prediction p) {
        Stream<Code> outlined = p.segmentation().stream().flatMap(s -> s.segments().stream()).map(Segment::type);
        return Stream.concat(outlined, p.findings().stream().map(Finding::type));
    }

    /// Against whom a drawing counts as a false negative: the models that looked at its series and name its kind; all that looked
    /// where none names it; nobody where it is a measurement.
    public static List<Prediction> missedBy(ReviewState state, Annotation drawn) {
        Optional<Code> kind = drawn.missed();
        if (kind.isEmpty()) {
            return List.of();
        }
        List<Prediction> looked = on(state, drawn.place().seriesUid()).toList();
        List<Prediction> naming = looked.stream().filter(p -> named(p).anyMatch(kind.get()::equals)).toList();
        return naming.isEmpty() ? looked : naming;
    }
}
