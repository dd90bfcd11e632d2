package loupe.core.dicom.display;

import java.util.Optional;
import java.util.OptionalDouble;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;

/// Values that stand where nothing was imaged, such as outside a CT's circle (DICOM PS3.3 C.7.5.1.1.2). They say nothing of the
/// patient and belong to no window.
///
/// @param least least such value, in the unit after the modality rescale
/// @param greatest greatest such value, in the same unit
public record PixelPadding(double least, double greatest) {
    /// By how much single precision may shift a value.
    private static final double NEAR = 1e-3;

    /// The padding of a frame; empty where the image names none.
    ///
    /// @param frame index from 0
    public static Optional<PixelPadding> of(DataSet header, int frame) {
        OptionalDouble value = header.number(Tag.PixelPaddingValue);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        ValueTransform t = ValueTransform.of(header, frame);
        double one = signed(header, value.getAsDouble());
        double a = one * t.slope() + t.intercept();
        double b = signed(header, header.number(Tag.PixelPaddingRangeLimit).orElse(one)) * t.slope() + t.intercept();
        return Optional.of(new PixelPadding(Math.min(a, b) - NEAR, Math.max(a, b) + NEAR));
    }

    /// A negative one may be written as if it were unsigned.
    private static double signed(DataSet header, double value) {
        boolean signed = header.integer(Tag.PixelRepresentation, 0) == 1;
        return signed && value > Short.MAX_VALUE ? value - (1 << Short.SIZE) : value;
    }

    /// Whether a value is padding.
    public boolean has(float value) {
        return value >= least && value <= greatest;
    }
}
