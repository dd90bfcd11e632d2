package loupe.core.segment.operation.between;

/// A layer of a canvas.
///
/// @param at number of the layer in the grid
/// @param pixels 1 where the mask is, row by row of the canvas; not to be changed
record FlatLayer(int at, byte[] pixels) {
    int count() {
        int n = 0;
        for (byte p : pixels) {
            n += p;
        }
        return n;
    }
}
