package loupe.app.viewer;

import static loupe.app.text.Words.say;

import loupe.core.study.StudySummary;

/// What stands on every image of a prior, so that nobody takes it for the study that is read.
///
/// @param summary the prior
/// @param before how long before, such as `14 months before`
/// @param reason why it is compared with, in a sentence
public record PriorLabel(StudySummary summary, String before, String reason) {
    /// What stands over its images.
    String text() {
        String date = CornerText.date(summary.studyDate());
        return say("PRIOR  {0}{1}", before, date.isEmpty() ? "" : "  " + date);
    }
}
