package loupe.review.dashboard;

import java.util.Optional;

/// What findings are grouped by, beside the model and its version.
public enum Dimension {
    /// Manufacturer and model name, as the de-identified header has them.
    SCANNER("scanner"),
    /// Protocol name, as far as de-identification left it.
    PROTOCOL("protocol"),
    /// Modality of the series.
    MODALITY("modality"),
    /// Sex of the person.
    SEX("sex"),
    /// Age, ten years a band.
    AGE("age");

    private final String word;

    Dimension(String word) {
        this.word = word;
    }

    /// The word for people and options.
    public String word() {
        return word;
    }

    /// The dimension of a word; empty where it is none.
    public static Optional<Dimension> of(String word) {
        for (Dimension d : values()) {
            if (d.word.equalsIgnoreCase(word.strip())) {
                return Optional.of(d);
            }
        }
        return Optional.empty();
    }
}
