package loupe.review.report;

import java.util.List;
import loupe.review.edit.KeptReport.Link;
import loupe.review.edit.KeptReport.Origin;

/// A line of a report as it stands.
///
/// @param number its number in the report, from 1; 0 for one the reader took out
/// @param key names it within the report
/// @param section its section
/// @param heading heading within the section; empty for none
/// @param text its words
/// @param drafted what the draft says now; empty where it says nothing of it
/// @param links what it speaks of
/// @param origin where its words come from
/// @param stale whether it speaks of what is no longer accepted: it stays in sight and does not leave
/// @param misfit what no longer fits since the reader put it otherwise; empty where all does
public record ReportLine(
        int number, String key, ReportSection section, String heading, String text, String drafted, List<Link> links, Origin origin,
        boolean stale, String misfit) {
    /// Copies the list.
    public ReportLine {
        links = List.copyOf(links);
    }

    /// Whether it is read.
    public boolean read() {
        return origin != Origin.REMOVED;
    }

    ReportLine numbered(int n) {
        return new ReportLine(n, key, section, heading, text, drafted, links, origin, stale, misfit);
    }
}
