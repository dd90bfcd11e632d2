package loupe.inference.evaluate;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a model measured on cases with truth.
///
/// @param modelId id of its card
/// @param version of the model
/// @param sha256 digest of its weights
/// @param toleranceMm tolerance of the surface Dice
/// @param cases each case
/// @param detections over all cases; absent for models that outline
/// @param calibrationError of its probabilities; NaN where it says none
public record Evaluation(
        String modelId,
        String version,
        String sha256,
        double toleranceMm,
        List<OneCase> cases,
        Optional<Detections> detections,
        double calibrationError) {
    /// Copies the list.
    public Evaluation {
        cases = List.copyOf(cases);
    }

    /// One case.
    ///
    /// @param name what the folder calls it
    /// @param groups subgroups it belongs to
    /// @param refused why the model did not run; empty where it did
    /// @param labels how well each structure agrees
    /// @param lesions what was there and found; 0 for models that outline
    /// @param png a picture of a slice with both outlines; empty where there is none
    public record OneCase(
            String name, Map<String, String> groups, String refused, Map<String, Overlap> labels, Lesions lesions, byte[] png) {
        /// Copies the maps and the picture.
        public OneCase {
            groups = Map.copyOf(groups);
            labels = Map.copyOf(labels);
            png = png.clone();
        }

        /// The picture (a copy).
        @Override
        public byte[] png() {
            return png.clone();
        }
    }

    /// Lesions of a case.
    ///
    /// @param there lesions the truth has
    /// @param found lesions the model points at
    /// @param tooMany what it points at that is none
    public record Lesions(int there, int found, int tooMany) {
        /// None.
        public static final Lesions NONE = new Lesions(0, 0, 0);
    }
}
