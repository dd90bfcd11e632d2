package loupe.core.segment.operation.between;

import java.util.Arrays;
import loupe.core.segment.block.FlatDistance;

/// The shape as far from one as from the other in pixels. Both are laid over each other; from their common pixels the shape grows towards
/// the one and shrinks from the other by distance, each in proportion to its own farthest pixel, until half of the pixels in which they
/// differ have changed sides. It holds what both have and nothing that neither has; it is put as far along the shift as its layer lies.
final class MiddleShape {
    private final FlatDistance canvas;
    private final FlatPair pair;
    private final FlatFrame frame;
    private final Alignment shift;
    private final byte[] low;
    private final byte[] high;

    /// @param canvas distances on the canvas
    /// @param pair both in one frame
    MiddleShape(FlatDistance canvas, FlatPair pair) {
        this.canvas = canvas;
        this.pair = pair;
        this.frame = pair.low().frame();
        this.low = pair.low().pixels();
        this.shift = Alignment.of(low, pair.high().pixels(), frame.wide());
        this.high = moved(pair.high().pixels(), -shift.right(), -shift.down());
    }

    FlatLayer layer() {
        int at = (pair.low().at() + pair.high().at()) / 2;
        double share = (double) (at - pair.low().at()) / (pair.high().at() - pair.low().at());
        byte[] shape = middle();
        return new FlatLayer(
                at, frame, moved(shape, (int) Math.rint(share * shift.right()), (int) Math.rint(share * shift.down())));
    }

    private byte[] moved(byte[] pixels, int right, int down) {
        if (right == 0 && down == 0) {
            return pixels;
        }
        byte[] out = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            int x = i % frame.wide() + right;
            int y = i / frame.wide() + down;
            if (pixels[i] != 0 && x >= 0 && x < frame.wide() && y >= 0 && y < frame.high()) {
                out[y * frame.wide() + x] = 1;
            }
        }
        return out;
    }

    private byte[] middle() {
        float[] turns = turns();
        float[] order = new float[turns.length];
        int n = 0;
        for (int i = 0; i < turns.length; i++) {
            if (low[i] != high[i]) {
                order[n++] = turns[i];
            }
        }
        Arrays.sort(order, 0, n);
        float half = n == 0 ? 0 : order[n / 2];
        int before = 0;
        int upTo = 0;
        for (int i = 0; i < n; i++) {
            before += order[i] < half ? 1 : 0;
            upTo += order[i] <= half ? 1 : 0;
        }
        boolean with = Math.abs(2 * upTo - n) < Math.abs(2 * before - n);
        byte[] out = new byte[turns.length];
        for (int i = 0; i < out.length; i++) {
            boolean turned = turns[i] < half || with && turns[i] == half;
            out[i] = low[i] == high[i] || !turned ? low[i] : high[i];
        }
        return out;
    }

    /// When, from 0 to 1, each pixel in which both differ turns from the one's to the other's.
    private float[] turns() {
        byte[] both = new byte[low.length];
        for (int i = 0; i < both.length; i++) {
            both[i] = (byte) (low[i] & high[i]);
        }
        float[] way = new float[low.length];
        frame.distance(canvas).squared(both, way);
        float ofLow = 0;
        float ofHigh = 0;
        for (int i = 0; i < way.length; i++) {
            way[i] = (float) Math.sqrt(way[i]);
            ofLow = low[i] != 0 ? Math.max(ofLow, way[i]) : ofLow;
            ofHigh = high[i] != 0 ? Math.max(ofHigh, way[i]) : ofHigh;
        }
        for (int i = 0; i < way.length; i++) {
            way[i] = low[i] != 0 ? 1 - way[i] / Math.max(ofLow, 1e-6f) : way[i] / Math.max(ofHigh, 1e-6f);
        }
        return way;
    }
}
