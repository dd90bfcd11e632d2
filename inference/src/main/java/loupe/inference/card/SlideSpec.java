package loupe.inference.card;

/// How a slide is cut into a model's tiles.
///
/// @param umPerPixel micrometres a pixel of the model's input
/// @param tile pixels a side that count
/// @param margin pixels around them that the model also sees
/// @param layout order of the tensor's axes
public record SlideSpec(double umPerPixel, int tile, int margin, Layout layout) {
    /// Order of a tile's axes.
    public enum Layout {
        /// [1,3,rows,columns].
        CHANNELS_FIRST("channels-first"),
        /// [1,rows,columns,3].
        CHANNELS_LAST("channels-last");

        private final String text;

        Layout(String text) {
            this.text = text;
        }

        /// The word on the card.
        public String text() {
            return text;
        }
    }
}
