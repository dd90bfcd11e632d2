package loupe.deid.pixel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// A colour frame as the gray pictures in which text of any colour can be seen: its brightness, each channel and its
/// saturation. Those that show what another shows already are left out.
final class ColourViews {
    /// Least difference that can make a letter: a tenth of the range.
    private static final int FAINT = 25;
    /// Fewer pixels than this make no string.
    private static final int LEAST_INK = 24;

    private ColourViews() {}

    /// The pictures of a frame, its brightness first.
    ///
    /// @param argb opaque colours, row after row
    static List<GrayImage> of(int columns, int rows, int[] argb) {
        List<byte[]> kept = new ArrayList<>();
        for (IntUnaryOperator view : List.<IntUnaryOperator>of(
                ColourViews::luma, c -> c >> 16 & 0xff, c -> c >> 8 & 0xff, c -> c & 0xff, ColourViews::saturation)) {
            byte[] picture = new byte[argb.length];
            for (int i = 0; i < argb.length; i++) {
                picture[i] = (byte) view.applyAsInt(argb[i]);
            }
            if (kept.isEmpty() || isNew(picture, kept)) {
                kept.add(picture);
            }
        }
        return kept.stream().map(p -> GrayImage.over(columns, rows, p)).toList();
    }

    /// Brightness of a colour, 0 to 255 (ITU-R BT.601).
    static int luma(int argb) {
        return (299 * (argb >> 16 & 0xff) + 587 * (argb >> 8 & 0xff) + 114 * (argb & 0xff)) / 1000;
    }

    private static int saturation(int argb) {
        int r = argb >> 16 & 0xff;
        int g = argb >> 8 & 0xff;
        int b = argb & 0xff;
        return Math.max(r, Math.max(g, b)) - Math.min(r, Math.min(g, b));
    }

    /// Whether a picture is not flat and differs from every other by more than a faint letter would.
    private static boolean isNew(byte[] picture, List<byte[]> kept) {
        return differs(picture, new byte[picture.length]) && kept.stream().allMatch(k -> differs(picture, k));
    }

    private static boolean differs(byte[] a, byte[] b) {
        int n = 0;
        for (int i = 0; i < a.length; i++) {
            n += Math.abs((a[i] & 0xff) - (b[i] & 0xff)) >= FAINT ? 1 : 0;
        }
        return n >= LEAST_INK;
    }
}
