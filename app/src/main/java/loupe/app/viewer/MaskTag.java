package loupe.app.viewer;

import java.util.Optional;
import loupe.core.segment.Mask;

/// Where a finding's name stands on a slice: right of the upper end of its outline.
///
/// @param overlay the finding
/// @param column image column
/// @param row image row
record MaskTag(Overlay overlay, double column, double row) {
    static Optional<MaskTag> of(Overlay o, int slice) {
        Mask mask = o.mask();
        if (slice >= mask.grid().slices() || mask.isEmpty(slice)) {
            return Optional.empty();
        }
        int columns = mask.grid().columns();
        long[] words = mask.words(slice);
        int topRow = -1;
        int right = 0;
        for (int w = 0; w < words.length; w++) {
            for (long bits = words[w]; bits != 0; bits &= bits - 1) {
                int i = w * 64 + Long.numberOfTrailingZeros(bits);
                topRow = topRow < 0 ? i / columns : topRow;
                right = Math.max(right, i % columns);
            }
        }
        return Optional.of(new MaskTag(o, right + 1.0, topRow));
    }
}
