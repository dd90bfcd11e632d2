package loupe.core.segment.operation.between;

import java.util.ArrayList;
import java.util.List;

/// Parts of a layer that hang together by sides or corners, numbered from 1.
final class FlatParts {
    /// Number of each pixel's part; 0 for none.
    final int[] number;
    private final FlatLayer layer;
    private final int wide;
    private final int high;
    private final List<FlatFrame> frames = new ArrayList<>();
    private final int[] stack;

    FlatParts(FlatLayer layer) {
        this.layer = layer;
        this.wide = layer.frame().wide();
        this.high = layer.frame().high();
        this.number = new int[layer.pixels().length];
        this.stack = new int[number.length];
        for (int i = 0; i < number.length; i++) {
            if (layer.pixels()[i] != 0 && number[i] == 0) {
                frames.add(flood(i, frames.size() + 1));
            }
        }
    }

    int count() {
        return frames.size();
    }

    /// A part in the smallest frame that holds it.
    FlatLayer part(int own) {
        FlatFrame frame = frames.get(own - 1);
        byte[] out = new byte[frame.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) (number[at(frame, i)] == own ? 1 : 0);
        }
        return new FlatLayer(layer.at(), frame, out);
    }

    /// Index in the layer of a pixel of a frame.
    int at(FlatFrame frame, int pixel) {
        return (pixel / frame.wide() + frame.top()) * wide + pixel % frame.wide() + frame.left();
    }

    private FlatFrame flood(int from, int own) {
        int size = 0;
        stack[size++] = from;
        number[from] = own;
        int[] least = {from % wide, from / wide};
        int[] most = {from % wide, from / wide};
        while (size > 0) {
            int at = stack[--size];
            for (int y = Math.max(0, at / wide - 1); y <= Math.min(high - 1, at / wide + 1); y++) {
                for (int x = Math.max(0, at % wide - 1); x <= Math.min(wide - 1, at % wide + 1); x++) {
                    int to = y * wide + x;
                    if (layer.pixels()[to] != 0 && number[to] == 0) {
                        number[to] = own;
                        stack[size++] = to;
                        least[0] = Math.min(least[0], x);
                        least[1] = Math.min(least[1], y);
                        most[0] = Math.max(most[0], x);
                        most[1] = Math.max(most[1], y);
                    }
                }
            }
        }
        return new FlatFrame(least[0], least[1], most[0] - least[0] + 1, most[1] - least[1] + 1);
    }
}
