package loupe.review.report;

import java.util.List;
import loupe.review.edit.KeptReport.Link;

/// A drafted sentence.
///
/// @param key names it within the report, e.g. `finding:F1`; the same as long as it speaks of the same
/// @param section its section
/// @param heading heading within the section; empty for none
/// @param text its words
/// @param links what it speaks of; empty where it speaks of the study
public record Sentence(String key, ReportSection section, String heading, String text, List<Link> links) {
    /// Copies the list.
    public Sentence {
        links = List.copyOf(links);
    }
}
