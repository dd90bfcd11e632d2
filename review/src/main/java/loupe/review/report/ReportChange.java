package loupe.review.report;

/// What a reader does to a report. A line is named by its number or its key.
public sealed interface ReportChange {
    /// Puts a line otherwise. One that speaks of what is no longer accepted becomes the reader's own.
    record Put(String line, String text) implements ReportChange {}

    /// Takes a line out.
    record TakeOut(String line) implements ReportChange {}

    /// Gives a line the words of the draft again, be it put otherwise or taken out.
    record AsDrafted(String line) implements ReportChange {}

    /// Drafts everything anew that the reader did not put otherwise, though the findings are the same.
    record Redraft() implements ReportChange {}

    /// Adds a sentence of the reader's own at the end of a section.
    record Add(ReportSection section, String text) implements ReportChange {}
}
