package loupe.inference.card;

import java.util.List;
import java.util.Set;
import loupe.core.study.Stack;

/// What a model may be run on.
///
/// @param modalities DICOM modalities, e.g. `CT`
/// @param bodyParts DICOM body parts in capitals; `ANY` for all; a volume that names none is accepted, a
///     film only where the card says what typical inputs look like
/// @param inPlaneMm finest and coarsest pixel spacing in millimetres
/// @param sliceMm finest and coarsest slice spacing in millimetres
/// @param minSlices fewest slices
/// @param minExtentMm shortest extent of the volume along each axis of the patient, in millimetres
/// @param oddities what may be odd about where the slices lie; a leaning stack where the card does not say
/// @param orientations planes the slices may lie in: `axial`, `coronal`, `sagittal`
/// @param blacked whether images in which de-identification blacked something out are taken; they are unless a card says no
public record Accepts(
        List<String> modalities,
        List<String> bodyParts,
        Range inPlaneMm,
        Range sliceMm,
        int minSlices,
        double minExtentMm,
        Set<Stack.Warning> oddities,
        List<String> orientations,
        boolean blacked) {
    /// Copies the lists.
    public Accepts {
        modalities = List.copyOf(modalities);
        bodyParts = List.copyOf(bodyParts);
        oddities = Set.copyOf(oddities);
        orientations = List.copyOf(orientations);
    }

    /// A closed range.
    ///
    /// @param from smallest value
    /// @param to largest value
    public record Range(double from, double to) {
        /// Whether a value lies in it.
        public boolean contains(double value) {
            return value >= from && value <= to;
        }
    }
}
