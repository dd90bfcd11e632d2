package loupe.review.twice.book;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Which studies two readers read: of each modality none, every one, or one in so many, drawn by lot when somebody first reaches for
/// the study.
///
/// @param shares one a modality; none for a modality that is not named
public record ReadingRule(List<Share> shares) {
    /// No study is read twice.
    public static final ReadingRule NONE = new ReadingRule(List.of());
    /// Objects on whole slides are not compared yet, so slides are never drawn.
    public static final String SLIDES = "SM";

    private static final int MOST = 1000;

    /// How many studies of a modality.
    ///
    /// @param modality DICOM modality, such as `CT`
    /// @param oneIn 1 for every study, 4 for one in four; at most 1000
    public record Share(String modality, int oneIn) {
        /// Checks both.
        public Share {
            if (!modality.matches("[A-Z]{2,16}") || modality.equals(SLIDES)) {
                throw new IllegalArgumentException(modality.equals(SLIDES)
                        ? "objects on whole slides are not compared yet: SM cannot be read twice"
                        : "a modality is named as DICOM does, such as CT");
            }
            if (oneIn < 1 || oneIn > MOST) {
                throw new IllegalArgumentException("one in 1 to " + MOST + " studies can be read twice");
            }
        }

        /// In words.
        public String words() {
            return oneIn == 1 ? "every " + modality : "one in " + oneIn + " " + modality;
        }
    }

    /// Copies the list.
    public ReadingRule {
        shares = List.copyOf(shares);
    }

    /// With another share of a modality.
    ///
    /// @param oneIn empty for none
    public ReadingRule with(String modality, OptionalInt oneIn) {
        List<Share> next = new ArrayList<>(shares.stream().filter(s -> !s.modality.equals(modality)).toList());
        oneIn.ifPresent(n -> next.add(new Share(modality, n)));
        next.sort(Comparator.comparing(Share::modality));
        return new ReadingRule(next);
    }

    /// The share that holds for a study: of several modalities the one that asks for most. Empty where none does, or where the study
    /// has slides.
    ///
    /// @param modalities separated by `\`
    Optional<Share> of(String modalities) {
        List<String> all = Arrays.asList(modalities.split("\\\\"));
        return all.contains(SLIDES)
                ? Optional.empty()
                : shares.stream().filter(s -> all.contains(s.modality)).min(Comparator.comparingInt(Share::oneIn));
    }

    /// In words.
    public String words() {
        return shares.isEmpty()
                ? "no study is drawn for two readers"
                : "drawn for two readers: " + String.join(", ", shares.stream().map(Share::words).toList());
    }
}
