package loupe.review.reading;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import loupe.core.study.StudyClaim;
import loupe.core.study.Urgency;
import loupe.review.hanging.BodyRegion;

/// Which studies the list shows. Of each list one must fit; an empty list lets all through.
///
/// @param words every one must stand in the line
/// @param states where studies stand
/// @param modalities DICOM modalities, such as `CT`
/// @param regions body regions, parts of them included
/// @param atLeast least urgency
/// @param mine only those the account at work has in hand
public record StudyFilter(
        String words, List<ListState> states, List<String> modalities, List<BodyRegion> regions, Optional<Urgency.Level> atLeast,
        boolean mine) {
    /// Lets every study through.
    public static final StudyFilter ALL = new StudyFilter("", List.of(), List.of(), List.of(), Optional.empty(), false);

    /// Copies the lists.
    public StudyFilter {
        states = List.copyOf(states);
        modalities = List.copyOf(modalities);
        regions = List.copyOf(regions);
    }

    /// A line the filter looks at.
    ///
    /// @param entry the study
    /// @param state where it stands
    /// @param text all that its columns say, in small letters
    public record Line(StudyEntry entry, ListState state, String text) {}

    /// Whether a line is shown.
    ///
    /// @param account the account at work
    public boolean fits(Line line, String account) {
        StudyEntry e = line.entry();
        return (states.isEmpty() || states.contains(line.state()))
                && (modalities.isEmpty()
                        || !Collections.disjoint(modalities, Arrays.asList(e.study().modalities().split("\\\\"))))
                && (regions.isEmpty() || regions.stream().anyMatch(r -> e.regions().stream().anyMatch(o -> o.within(r))))
                && atLeast.filter(l -> e.study().urgency().level().compareTo(l) < 0).isEmpty()
                && (!mine || e.reader().map(StudyClaim::by).filter(account::equals).isPresent())
                && words(line.text());
    }

    private boolean words(String text) {
        for (String word : words.toLowerCase(Locale.ROOT).strip().split("\\s+")) {
            if (!text.contains(word)) {
                return false;
            }
        }
        return true;
    }

    /// With other words.
    public StudyFilter withWords(String other) {
        return new StudyFilter(other, states, modalities, regions, atLeast, mine);
    }

    /// With other states.
    public StudyFilter withStates(List<ListState> other) {
        return new StudyFilter(words, other, modalities, regions, atLeast, mine);
    }

    /// With other modalities.
    public StudyFilter withModalities(List<String> other) {
        return new StudyFilter(words, states, other, regions, atLeast, mine);
    }

    /// With other regions.
    public StudyFilter withRegions(List<BodyRegion> other) {
        return new StudyFilter(words, states, modalities, other, atLeast, mine);
    }

    /// With another least urgency.
    public StudyFilter withAtLeast(Optional<Urgency.Level> other) {
        return new StudyFilter(words, states, modalities, regions, other, mine);
    }

    /// Only one's own, or all.
    public StudyFilter withMine(boolean own) {
        return new StudyFilter(words, states, modalities, regions, atLeast, own);
    }
}
