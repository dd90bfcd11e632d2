package loupe.review.reading;

import java.util.List;
import java.util.Optional;
import loupe.core.study.StudyClaim;
import loupe.core.study.StudySummary;
import loupe.review.hanging.BodyRegion;

/// A study as a line of the list.
///
/// @param number number in order of import, from 1
/// @param study its summary, as the account at work may see it
/// @param regions where in the body; empty where the description does not say
/// @param priors how many earlier studies of the patient it may be compared with
/// @param reader who has it in hand; empty where nobody has, or where the claim ended
/// @param sent whether all its results are at a node
/// @param first whether it stands before all others until it is sealed, by the site's rules for who sent it
public record StudyEntry(
        int number, StudySummary study, List<BodyRegion> regions, int priors, Optional<StudyClaim> reader, boolean sent,
        boolean first) {

    /// Copies the list, in the order of the body.
    public StudyEntry {
        regions = regions.stream().distinct().sorted().toList();
    }

    /// The regions for people, such as `chest and abdomen`; empty where none is known.
    public String regionText() {
        return BodyRegion.text(regions);
    }
}
