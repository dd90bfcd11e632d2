package loupe.inference.slide;

import java.util.HashMap;
import java.util.Map;

/// Counts objects that agree: one of each kind whose overlap is at least half of their union (each then has one partner
/// at most).
final class ObjectMatch {
    private int matched;
    private int found;
    private int there;

    /// Adds a field's labels, 0 for none; objects under so many pixels are left out on both sides.
    void add(int[] ours, int[] truth, int fewest) {
        Map<Integer, Integer> sizeOurs = new HashMap<>();
        Map<Integer, Integer> sizeTruth = new HashMap<>();
        Map<Long, Integer> both = new HashMap<>();
        for (int i = 0; i < ours.length; i++) {
            if (ours[i] > 0) {
                sizeOurs.merge(ours[i], 1, Integer::sum);
            }
            if (truth[i] > 0) {
                sizeTruth.merge(truth[i], 1, Integer::sum);
            }
            if (ours[i] > 0 && truth[i] > 0) {
                both.merge((long) ours[i] << 32 | truth[i], 1, Integer::sum);
            }
        }
        found += (int) sizeOurs.values().stream().filter(n -> n >= fewest).count();
        there += (int) sizeTruth.values().stream().filter(n -> n >= fewest).count();
        both.forEach((pair, n) -> {
            int a = sizeOurs.getOrDefault((int) (pair >> 32), 0);
            int b = sizeTruth.getOrDefault((int) (long) pair, 0);
            if (2 * n >= a + b - n && a >= fewest && b >= fewest) {
                matched++;
            }
        });
    }

    /// Adds what another counted.
    void add(ObjectMatch other) {
        matched += other.matched;
        found += other.found;
        there += other.there;
    }

    /// Share of what is there that was found.
    double sensitivity() {
        return (double) matched / Math.max(1, there);
    }

    /// Share of what was found that is there.
    double precision() {
        return (double) matched / Math.max(1, found);
    }

    int there() {
        return there;
    }

    double f1() {
        return 2.0 * matched / Math.max(1, found + there);
    }

    @Override
    public String toString() {
        return String.format(java.util.Locale.ROOT, "F1 %.3f (%d of %d found, %d too many)", f1(), matched, there, found - matched);
    }
}
