package loupe.review.quality.book;

import java.util.Optional;

/// A finding that is to be looked at again, as kept. It holds no UID: [StudyMark] finds the study, as long as it is there.
///
/// @param number within its sample, from 1; the order tells nothing of the strata
/// @param study mark of the study
/// @param finding id within the study
/// @param model `ID@VERSION`
/// @param modality of the series
/// @param first what the reader said
/// @param reader account name of who said so
/// @param stratum its stratum in the sample, from 0; -1 in a targeted queue
/// @param reason why it stands in a targeted queue; empty in a random sample
public record SampledItem(
        int number,
        String study,
        String finding,
        String model,
        String modality,
        FindingAnswer first,
        String reader,
        int stratum,
        Optional<TargetReason> reason) {}
