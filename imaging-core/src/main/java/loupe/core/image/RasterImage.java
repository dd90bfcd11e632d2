package loupe.core.image;

/// One picture ready to be windowed or shown.
///
/// Arrays are handed over, not copied: neither side may change them afterwards.
public sealed interface RasterImage {
    /// Pixels in a row.
    int columns();

    /// Rows.
    int rows();

    /// One value a pixel.
    ///
    /// @param columns pixels in a row
    /// @param rows rows
    /// @param values modality values (HU for CT), rows top to bottom
    /// @param whiteIsLow whether low values are shown bright (MONOCHROME1)
    record Gray(int columns, int rows, float[] values, boolean whiteIsLow) implements RasterImage {
        /// Checks the length.
        public Gray {
            if (values.length < columns * rows) {
                throw new IllegalArgumentException("too few values");
            }
        }
    }

    /// Colours.
    ///
    /// @param columns pixels in a row
    /// @param rows rows
    /// @param argb opaque 0xFFRRGGBB, rows top to bottom
    record Colour(int columns, int rows, int[] argb) implements RasterImage {
        /// Checks the length.
        public Colour {
            if (argb.length < columns * rows) {
                throw new IllegalArgumentException("too few pixels");
            }
        }
    }
}
