package loupe.review.report;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import loupe.review.hanging.BodyRegion;
import loupe.review.hanging.ModalityGroup;
import loupe.review.hanging.StudyKind;

/// How the report of one kind of study is laid out; from the data file `templates.json`.
///
/// @param name what it is called
/// @param modalities groups of modalities it is for; empty for every one
/// @param regions regions it is for, parts of them too; empty for every one
/// @param technique the sentence on technique, with `{study}`, `{phase}` and `{series}` for what the headers say
/// @param headings headings of the findings, in order; what fits none of them comes last, without a heading
public record ReportTemplate(
        String name, Set<ModalityGroup> modalities, Set<BodyRegion> regions, String technique, List<Heading> headings) {
    /// A heading of the findings.
    ///
    /// @param title as it is read
    /// @param words words of a finding's kind that put it here, in lower case
    public record Heading(String title, Set<String> words) {
        /// Copies the words.
        public Heading {
            words = Set.copyOf(words);
        }
    }

    /// Copies the collections.
    public ReportTemplate {
        modalities = Set.copyOf(modalities);
        regions = Set.copyOf(regions);
        headings = List.copyOf(headings);
    }

    /// Whether it is for a study.
    boolean fits(StudyKind kind) {
        return (modalities.isEmpty() || modalities.contains(kind.modality()))
                && (regions.isEmpty() || kind.regions().stream().anyMatch(r -> regions.stream().anyMatch(r::overlaps)));
    }

    /// The heading of a kind of finding: the first with one of its words; empty where none has.
    String heading(String kind) {
        Set<String> said = new LinkedHashSet<>(Arrays.asList(kind.toLowerCase(Locale.ROOT).split("[^\\p{L}]+")));
        return headings.stream()
                .filter(h -> said.stream().anyMatch(h.words::contains))
                .map(Heading::title)
                .findFirst()
                .orElse("");
    }

    /// The place of a heading among the others; what has none comes last.
    int order(String heading) {
        List<String> titles = headings.stream().map(Heading::title).toList();
        return heading.isEmpty() || !titles.contains(heading) ? titles.size() : titles.indexOf(heading);
    }
}
