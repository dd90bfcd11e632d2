package loupe.review.report;

import java.util.List;
import java.util.Optional;
import loupe.core.study.StudySummary;
import loupe.review.edit.SealedReview;

/// The report of a study as it stands.
///
/// @param study its line in the list: pseudonyms and shifted dates
/// @param kind what the study is, such as `CT chest`
/// @param template name of the template it was drafted by
/// @param lines those that are read and those the reader took out, in order
/// @param rows what is measured, by the findings as they stand
/// @param undecided findings that wait for a person; nothing of them is in it
/// @param otherwise whether a new draft would read otherwise though the findings are the same
/// @param standing whether it is a draft, or signed
/// @param seal the signature; empty while there is none
public record Report(
        StudySummary study, String kind, String template, List<ReportLine> lines, List<Draft.Row> rows, int undecided, boolean otherwise,
        Standing standing,
        Optional<SealedReview> seal) {
    /// How far a report is.
    public enum Standing {
        /// Drafted, nobody kept it yet: sealing signs no report.
        DRAFT("Draft, not kept"),
        /// Kept by a reader; it fits the findings and is signed when the review is sealed.
        KEPT("Draft, kept; not signed"),
        /// Kept by a reader before something changed: it must be looked at and kept again before sealing.
        OUTDATED("Draft, kept before the findings changed; not signed"),
        /// Part of what was signed.
        SIGNED("Signed"),
        /// The review was sealed without a report; this was drafted from it afterwards and nobody signed it.
        AFTERWARDS("Drafted after the review was sealed; not signed");

        private final String text;

        Standing(String text) {
            this.text = text;
        }

        /// In words.
        public String text() {
            return text;
        }

        /// Whether its words are signed.
        public boolean signed() {
            return this == SIGNED;
        }

        /// Whether nothing of it can be changed any more.
        public boolean closed() {
            return this == SIGNED || this == AFTERWARDS;
        }
    }

    /// Copies the lists.
    public Report {
        lines = List.copyOf(lines);
        rows = List.copyOf(rows);
    }

    /// The lines that are read.
    public List<ReportLine> read() {
        return lines.stream().filter(ReportLine::read).toList();
    }

    /// The lines of a section that are read.
    public List<ReportLine> read(ReportSection section) {
        return lines.stream().filter(l -> l.read() && l.section() == section).toList();
    }

    /// The lines of a section that leave: those that are read and speak of nothing that is no longer accepted.
    public List<ReportLine> leaving(ReportSection section) {
        return read(section).stream().filter(l -> !l.stale()).toList();
    }

    /// How many lines no longer fit the findings.
    public long misfits() {
        return lines.stream().filter(l -> !l.misfit().isEmpty()).count();
    }
}
