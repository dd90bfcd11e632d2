package loupe.core.slide;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/// An R-tree over the boxes of features, packed once by sort-tile-recursive (Leutenegger 1997) into arrays. Immutable.
final class FeatureTree {
    private static final int FAN = 16;

    private final int[] order;
    /// Boxes of nodes, four numbers each, level by level from the leaves' parents up.
    private final float[][] levels;
    private final float[] leaves;

    private FeatureTree(int[] order, float[] leaves, float[][] levels) {
        this.order = order;
        this.leaves = leaves;
        this.levels = levels;
    }

    static FeatureTree of(List<SlideFeature> features) {
        int n = features.size();
        float[] boxes = new float[4 * n];
        for (int i = 0; i < n; i++) {
            SlideView.Box b = features.get(i).outline().box();
            boxes[4 * i] = Math.nextDown((float) b.left());
            boxes[4 * i + 1] = Math.nextDown((float) b.top());
            boxes[4 * i + 2] = Math.nextUp((float) b.right());
            boxes[4 * i + 3] = Math.nextUp((float) b.bottom());
        }
        int[] order = packed(boxes, n);
        float[] leaves = new float[4 * n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(boxes, 4 * order[i], leaves, 4 * i, 4);
        }
        return new FeatureTree(order, leaves, levels(leaves));
    }

    /// Strips by x, each sorted by y.
    private static int[] packed(float[] boxes, int n) {
        long[] keys = new long[n];
        for (int i = 0; i < n; i++) {
            keys[i] = key(boxes[4 * i] + boxes[4 * i + 2], i);
        }
        Arrays.parallelSort(keys);
        int strip = Math.max(FAN, FAN * (int) Math.ceil(Math.sqrt(Math.ceilDiv(n, FAN))));
        for (int from = 0; from < n; from += strip) {
            int to = Math.min(n, from + strip);
            for (int i = from; i < to; i++) {
                int f = (int) keys[i];
                keys[i] = key(boxes[4 * f + 1] + boxes[4 * f + 3], f);
            }
            Arrays.sort(keys, from, to);
        }
        int[] out = new int[n];
        for (int i = 0; i < n; i++) {
            out[i] = (int) keys[i];
        }
        return out;
    }

    /// Floats in the order of their bits, the index below.
    private static long key(float v, int index) {
        int bits = Float.floatToIntBits(v);
        return (long) (bits ^ bits >> 31 & Integer.MAX_VALUE) << 32 | index;
    }

    private static float[][] levels(float[] leaves) {
        float[][] out = new float[0][];
        float[] below = leaves;
        while (below.length > 4 * FAN) {
            float[] above = new float[4 * Math.ceilDiv(below.length / 4, FAN)];
            for (int i = 0; i < above.length / 4; i++) {
                Arrays.fill(above, 4 * i, 4 * i + 2, Float.POSITIVE_INFINITY);
                Arrays.fill(above, 4 * i + 2, 4 * i + 4, Float.NEGATIVE_INFINITY);
                for (int k = 4 * i * FAN; k < Math.min(below.length, 4 * (i + 1) * FAN); k += 4) {
                    above[4 * i] = Math.min(above[4 * i], below[k]);
                    above[4 * i + 1] = Math.min(above[4 * i + 1], below[k + 1]);
                    above[4 * i + 2] = Math.max(above[4 * i + 2], below[k + 2]);
                    above[4 * i + 3] = Math.max(above[4 * i + 3], below[k + 3]);
                }
            }
            out = Arrays.copyOf(out, out.length + 1);
            out[out.length - 1] = above;
            below = above;
        }
        return out;
    }

    /// Tells the index of every feature whose box touches a box, each once.
    void touching(SlideView.Box box, IntConsumer found) {
        int top = levels.length;
        int count = (top == 0 ? leaves : levels[top - 1]).length / 4;
        for (int i = 0; i < count; i++) {
            descend(top, i, box, found);
        }
    }

    private void descend(int level, int node, SlideView.Box box, IntConsumer found) {
        float[] at = level == 0 ? leaves : levels[level - 1];
        if (at[4 * node] > box.right() || at[4 * node + 2] < box.left()
                || at[4 * node + 1] > box.bottom() || at[4 * node + 3] < box.top()) {
            return;
        }
        if (level == 0) {
            found.accept(order[node]);
            return;
        }
        int most = (level == 1 ? leaves : levels[level - 2]).length / 4;
        for (int k = node * FAN; k < Math.min(most, (node + 1) * FAN); k++) {
            descend(level - 1, k, box, found);
        }
    }
}
