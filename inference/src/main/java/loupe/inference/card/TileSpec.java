package loupe.inference.card;

import java.util.List;

/// How a volume is cut into a model's tiles (sliding window).
///
/// @param size samples of a tile along the input's three axes, outermost first
/// @param overlap share of a tile's length that the next one covers too, 0 to below 1
public record TileSpec(List<Integer> size, double overlap) {
    /// Copies the list.
    public TileSpec {
        size = List.copyOf(size);
        if (size.size() != 3 || !(overlap >= 0 && overlap < 1)) {
            throw new IllegalArgumentException("three lengths and an overlap from 0 to below 1");
        }
    }

    /// Where tiles begin along an axis: evenly spread, none further from the next than the overlap allows, the last one
    /// ending where the axis ends. An axis shorter than a tile has one that begins at 0.
    ///
    /// @param axis 0 to 2
    /// @param length samples along it
    public int[] starts(int axis, int length) {
        int tile = size.get(axis);
        if (length <= tile) {
            return new int[] {0};
        }
        double step = Math.max(1, tile * (1 - overlap));
        int count = (int) Math.ceil((length - tile) / step) + 1;
        int[] starts = new int[count];
        for (int i = 0; i < count; i++) {
            starts[i] = (int) Math.rint((double) i * (length - tile) / (count - 1));
        }
        return starts;
    }
}
