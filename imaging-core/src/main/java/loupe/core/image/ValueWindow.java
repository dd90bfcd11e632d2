package loupe.core.image;

import java.util.Optional;

/// The range of values shown between black and white (DICOM PS3.3 C.11.2.1.2), and how they map between the ends: by a function,
/// or by a table that is stretched over the range (C.11.2.1.1), so that a file's own table can be moved and widened as a window.
///
/// @param centre centre in the volume's value unit (HU for CT)
/// @param width full width in the same unit, at least 1 (a smaller one, above 0, is allowed for linear-exact)
/// @param function how values map between the ends, where there is no table
/// @param table what maps values instead; as wide as it has entries, each stands for one whole value
public record ValueWindow(double centre, double width, Function function, Optional<VoiTable> table) {

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

    /// A window without a table.
    public ValueWindow(double centre, double width, Function function) {
        this(centre, width, function, Optional.empty());
    }

    /// A table over the values it was made for.
    ///
    /// @param first value of its first entry
    public static ValueWindow of(VoiTable table, int first) {
        double centre = first + (table.entries() - 1) / 2.0;
        return new ValueWindow(centre, table.entries(), Function.LINEAR, Optional.of(table));
    }

    /// The same function or table over another range.
    ///
    /// @throws IllegalArgumentException if the width does not fit the function
    public ValueWindow over(double otherCentre, double otherWidth) {
        return new ValueWindow(otherCentre, otherWidth, function, table);
    }

    /// A linear window.
    public static ValueWindow of(double centre, double width) {
        return new ValueWindow(centre, width, Function.LINEAR);
    }

    /// Brightness from 0 to 1 of a value, by the standard's formula for the function.
    public double brightness(double value) {
        if (table.isPresent()) {
            int n = table.get().entries();
            return table.get().at((value - centre) / width * n + (n - 1) / 2.0);
        }
        return switch (function) {
            case LINEAR ->
                value <= from() ? 0 : value > to() ? 1 : (value - (centre - 0.5)) / (width - 1) + 0.5;
            case LINEAR_EXACT -> value <= from() ? 0 : value > to() ? 1 : (value - centre) / width + 0.5;
            case SIGMOID -> 1 / (1 + Math.exp(-4 * (value - centre) / width));
        };
    }

    /// The value up to which brightness stays the same, to a thousandth (a sigmoid has no end).
    public double from() {
        return table.isPresent() ? centre - width / 2 : switch (function) {
            case LINEAR -> centre - 0.5 - (width - 1) / 2;
            case LINEAR_EXACT -> centre - width / 2;
            case SIGMOID -> centre - 2 * width;
        };
    }

    /// The value from which on brightness stays the same, to a thousandth.
    public double to() {
        return table.isPresent() ? centre + width / 2 : switch (function) {
            case LINEAR -> centre - 0.5 + (width - 1) / 2;
            case LINEAR_EXACT -> centre + width / 2;
            case SIGMOID -> centre + 2 * width;
        };
    }
}
