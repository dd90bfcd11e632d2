package loupe.review.report;

/// The sections of a report, in the order they are read.
public enum ReportSection {
    TECHNIQUE("Technique"),
    COMPARISON("Comparison"),
    FINDINGS("Findings"),
    IMPRESSION("Impression");

    private final String title;

    ReportSection(String title) {
        this.title = title;
    }

    /// Its heading.
    public String title() {
        return title;
    }
}
