package loupe.review.edit;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import loupe.core.digest.Sha256;
import loupe.core.encoding.Encoding;
import loupe.core.encoding.EncodingException;
import loupe.core.finding.Verdict;
import loupe.core.measure.Annotation;

/// A report as a reader kept it: every line of it, drafted ones too, so that what is signed is what was read. Each version stays in
/// the journal; the newest is in force until the review is sealed, and signed with it.
///
/// @param by account name of who kept it
/// @param at when, UTC
/// @param template name of the template it was drafted by
/// @param basis digest of the findings and drawings it was drafted from
/// @param lines its lines in the order they are read
public record KeptReport(String by, Instant at, String template, String basis, List<Line> lines) {
    private static final String TYPE = "report";
    private static final int VERSION = 1;

    /// Where the words of a line come from.
    public enum Origin {
        /// From the draft, word for word.
        DRAFTED,
        /// From the draft, put otherwise by the reader; still linked to its findings.
        EDITED,
        /// The reader's own, linked to no finding.
        OWN,
        /// The reader took the drafted sentence out.
        REMOVED
    }

    /// A line.
    ///
    /// @param key names it within the report, e.g. `finding:F1`
    /// @param section name of its section
    /// @param heading heading within the section; empty for none
    /// @param text its words
    /// @param drafted what the draft said when the reader put it otherwise or took it out; empty for the reader's own
    /// @param links what it speaks of
    /// @param origin where its words come from
    public record Line(
            String key, String section, String heading, String text, String drafted, List<Link> links, Origin origin) {
        /// Copies the list.
        public Line {
            links = List.copyOf(links);
        }
    }

    /// A finding or drawing that a line speaks of.
    ///
    /// @param id within the study, such as `F1`, `R1` or `M1`
    /// @param trackingUid UID that follows it through reports
    public record Link(String id, String trackingUid) {}

    /// Copies the lines.
    public KeptReport {
        lines = List.copyOf(lines);
    }

    /// As it is kept.
    public byte[] encoded() {
        return Encoding.encode(TYPE, VERSION, this);
    }

    /// One that was kept.
    ///
    /// @throws EncodingException if it is damaged or newer than this program
    public static KeptReport decoded(byte[] kept) throws EncodingException {
        return Encoding.decode(kept, TYPE, VERSION, KeptReport.class);
    }

    /// The sentences of a section that are read.
    ///
    /// @param section name of the section
    public List<String> sentences(String section) {
        return lines.stream().filter(l -> l.section.equals(section) && l.origin != Origin.REMOVED).map(Line::text).toList();
    }

    /// Whether it is one of a review as it stands: nothing was decided, corrected or drawn since, and no line that is read speaks of
    /// what nobody confirmed.
    public boolean fits(ReviewState state) {
        return basis.equals(basisOf(state))
                && lines.stream()
                        .filter(l -> l.origin != Origin.REMOVED)
                        .flatMap(l -> l.links.stream())
                        .allMatch(l -> speaksOf(state, l));
    }

    /// Whether what a link names is there and confirmed by a person, or drawn by one.
    public static boolean speaksOf(ReviewState state, Link link) {
        return state.findings().stream().anyMatch(f -> f.trackingUid().equals(link.trackingUid) && confirmed(f))
                || state.annotations().stream().anyMatch(a -> a.trackingUid().equals(link.trackingUid));
    }

    /// Whether a finding belongs into a report: a person accepted it, corrected it or drew it, and something is left of it.
    public static boolean confirmed(ReviewedFinding f) {
        return f.reviewed() && !f.rejected() && !f.emptied();
    }

    /// Digest of what reports are drafted from: every finding with its decision and outline, every drawing.
    public static String basisOf(ReviewState state) {
        MessageDigest sha = Sha256.begun();
        for (ReviewedFinding f : state.findings()) {
            sha.update(Encoding.encode("finding", 1, f.finding()));
            sha.update(Encoding.encode("decision", 1, new Decided(f.trackingUid(), f.label(), f.verdict())));
            f.segment().ifPresent(s -> sha.update(Encoding.encode("mask", 1, s.mask())));
        }
        for (Annotation a : state.annotations()) {
            sha.update(Encoding.encode("annotation", 1, a));
        }
        return Sha256.hex(sha);
    }

    /// Gives the verdict its declared type, so that its kind is part of the digest.
    record Decided(String trackingUid, String label, Verdict verdict) {}
}
