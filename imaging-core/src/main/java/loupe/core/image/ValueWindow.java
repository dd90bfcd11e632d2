package loupe.core.image;

/// The range of values shown between black and white (DICOM PS3.3 C.11.2.1.2).
///
/// @param centre centre in the volume's value unit (HU for CT)
/// @param width full width in the same unit, at least 1 (a smaller one, above 0, is allowed for linear-exact)
/// @param function how values map between the ends
public record ValueWindow(double centre, double width, Function function) {

    /// The three functions of (0028,1056) VOI LUT Function.
    public enum Function {
        /// C.11.2.1.2.1: width at least 1, with the half-value offset.
        LINEAR,
        /// C.11.2.1.3.2: without the offset.
        LINEAR_EXACT,
        /// C.11.2.1.3.1.
        SIGMOID
    }

    /// Checks the width.
    public ValueWindow {
        if (!(width > 0) || (function == Function.LINEAR && width < 1)) {
            throw new IllegalArgumentException("width must be at least 1 (above 0 if not LINEAR), was " + width);
        }
        if (!Double.isFinite(centre) || !Double.isFinite(width)) {
            throw new IllegalArgumentException("centre and width must be finite");
        }
    }

    /// A linear window.
    public static ValueWindow of(double centre, double width) {
        return new ValueWindow(centre, width, Function.LINEAR);
    }

    /// Brightness from 0 to 1 of a value, by the standard's formula for the function.
    public double brightness(double value) {
        return switch (function) {
            case LINEAR -> {
                double low = centre - 0.5 - (width - 1) / 2;
                double high = centre - 0.5 + (width - 1) / 2;
                yield value <= low ? 0 : value > high ? 1 : (value - (centre - 0.5)) / (width - 1) + 0.5;
            }
            case LINEAR_EXACT -> {
                double low = centre - width / 2;
                double high = centre + width / 2;
                yield value <= low ? 0 : value > high ? 1 : (value - centre) / width + 0.5;
            }
            case SIGMOID -> 1 / (1 + Math.exp(-4 * (value - centre) / width));
        };
    }
}
