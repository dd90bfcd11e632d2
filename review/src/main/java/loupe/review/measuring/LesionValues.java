package loupe.review.measuring;

import java.util.Optional;
import loupe.core.dicom.pet.Suv;
import loupe.core.measure.PeakValue;
import loupe.core.measure.Shape;
import loupe.core.segment.Mask;

/// What the outline of a lesion and the values in it say.
///
/// @param mask the outline they were worked out from
/// @param millilitres its volume; empty where a volume of voxels does not hold
/// @param axes the longest line in it on one slice and the longest square to that; empty for an empty outline
/// @param peak the greatest mean of a ball of 1 cm3 in it
/// @param suv how uptake comes from values, or why it does not; empty for what is no PET
public record LesionValues(
        Mask mask, Optional<Double> millilitres, Optional<Axes> axes, PeakValue peak, Optional<Suv> suv) {
    /// Axes of a lesion (RECIST 1.1), on a slice of its series.
    ///
    /// @param slice index of the slice
    /// @param lines long axis and short axis, where the grid of the outline has them
    public record Axes(int slice, Shape.Bidirectional lines) {}
}
