package loupe.app.viewer;

import java.util.Optional;
import loupe.core.segment.Mask;

/// Where a finding's name stands on a slice: right of the uppermost row of its outline.
///
/// @param overlay the finding
/// @param column image column
/// @param row image row
record MaskTag(MaskOverlay overlay, double column, double row) {
    static Optional<MaskTag> of(MaskOverlay o, int slice) {
        Mask mask = o.mask();
        if (slice >= mask.grid().slices() || mask.isEmpty(slice)) {
            return Optional.empty();
        }
        int columns = mask.grid().columns();
        long[] words = mask.words(slice);
        int first = 0;
        while (words[first] == 0) {
            first++;
        }
        int i = first * 64 + Long.numberOfTrailingZeros(words[first]);
        int row = i / columns;
        while (i + 1 < (row + 1) * columns && (words[i + 1 >>> 6] >>> i + 1 & 1) != 0) {
            i++;
        }
        return Optional.of(new MaskTag(o, i % columns + 1.0, row));
    }
}
