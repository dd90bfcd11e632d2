package loupe.app.cli.study;

import java.util.List;
import java.util.Optional;
import loupe.core.study.StudyClaim;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.core.study.Urgency;
import loupe.review.hanging.BodyRegion;
import loupe.review.reading.StudyEntry;

/// A line of `loupe list --json`: the study's summary field by field, as it always was, and what the list adds.
///
/// @param number the number other commands take, from 1
/// @param regions where in the body, in words
/// @param priors how many earlier studies of the patient it may be compared with
/// @param reader who has it in hand; absent where nobody has, or where the claim ended
/// @param sent whether all its results are at a node
/// @param first whether it stands before all others, by the site's rules for who sent it
record ListedStudy(
        int number,
        String studyUid,
        String patientPseudonym,
        String sex,
        String age,
        String studyDate,
        String description,
        String modalities,
        int seriesCount,
        int instanceCount,
        StudyState state,
        int findingCount,
        Urgency urgency,
        List<String> regions,
        int priors,
        Optional<StudyClaim> reader,
        boolean sent,
        boolean first) {
    static ListedStudy of(StudyEntry e) {
        StudySummary s = e.study();
        return new ListedStudy(
                e.number(), s.studyUid(), s.patientPseudonym(), s.sex(), s.age(), s.studyDate(), s.description(), s.modalities(),
                s.seriesCount(), s.instanceCount(), s.state(), s.findingCount(), s.urgency(),
                e.regions().stream().map(BodyRegion::text).toList(), e.priors(), e.reader(), e.sent(), e.first());
    }
}
