package loupe.core.dicom.presentation;

import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;

/// Kinds of presentation states that are followed (DICOM PS3.3 A.33).
public enum StateKind {
    /// From values to gray.
    GRAYSCALE("1.2.840.10008.5.1.4.1.1.11.1"),
    /// Of colour images: how they lie and what covers them.
    COLOUR("1.2.840.10008.5.1.4.1.1.11.2"),
    /// From values to gray, and that through a palette.
    PSEUDO_COLOUR("1.2.840.10008.5.1.4.1.1.11.3");

    private final String sopClass;

    StateKind(String sopClass) {
        this.sopClass = sopClass;
    }

    String sopClass() {
        return sopClass;
    }

    /// The kind of a SOP class; empty where it is none of these.
    static Optional<StateKind> of(String sopClassUid) {
        for (StateKind k : values()) {
            if (k.sopClass.equals(sopClassUid)) {
                return Optional.of(k);
            }
        }
        return Optional.empty();
    }

    /// What a state of another kind is called.
    static String other(String sopClassUid) {
        return switch (sopClassUid) {
            case "1.2.840.10008.5.1.4.1.1.11.4", "1.2.840.10008.5.1.4.1.1.11.8" -> "a blending state";
            case "1.2.840.10008.5.1.4.1.1.11.5" -> "a state of X-ray sequences with masks";
            case "1.2.840.10008.5.1.4.1.1.11.6", "1.2.840.10008.5.1.4.1.1.11.7", "1.2.840.10008.5.1.4.1.1.11.9",
                    "1.2.840.10008.5.1.4.1.1.11.10", "1.2.840.10008.5.1.4.1.1.11.11" -> "a state of a volume";
            default -> "a presentation state of a kind not known here";
        };
    }

    /// Whether states of this kind are for an image: those in colour for colour images alone, pseudo-colour for gray ones alone.
    boolean fits(DataSet image) {
        boolean colour = image.integer(Tag.SamplesPerPixel, 1) > 1
                || image.string(Tag.PhotometricInterpretation, "").equals("PALETTE COLOR");
        return switch (this) {
            case GRAYSCALE -> true;
            case COLOUR -> colour;
            case PSEUDO_COLOUR -> !colour;
        };
    }
}
