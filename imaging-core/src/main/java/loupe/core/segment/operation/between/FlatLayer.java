package loupe.core.segment.operation.between;

/// A part of a layer.
///
/// @param at number of the layer in the grid
/// @param frame the part of the canvas
/// @param pixels 1 where the mask is, row by row of the frame; not to be changed
record FlatLayer(int at, FlatFrame frame, byte[] pixels) {
    /// The same in a frame that holds its own.
    FlatLayer in(FlatFrame wider) {
        byte[] out = new byte[wider.size()];
        for (int y = 0; y < frame.high(); y++) {
            int to = (y + frame.top() - wider.top()) * wider.wide() + frame.left() - wider.left();
            System.arraycopy(pixels, y * frame.wide(), out, to, frame.wide());
        }
        return new FlatLayer(at, wider, out);
    }
}
