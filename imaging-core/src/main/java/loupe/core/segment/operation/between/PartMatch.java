package loupe.core.segment.operation.between;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Which parts of two layers belong together: those that overlap. A part that overlaps several is shared out among them by what lies
/// nearest to each overlap; one that overlaps none is paired with a point in its middle on the other layer.
final class PartMatch {
    private final FlatCanvas canvas;
    private final FlatLayer low;
    private final FlatLayer high;
    private final Side ofLow;
    private final Side ofHigh;

    /// One layer's parts and which of the other's each overlaps.
    private record Side(FlatParts parts, FlatParts others, Map<Integer, Set<Integer>> met) {
        Side(FlatParts parts, FlatParts others) {
            this(parts, others, new TreeMap<>());
            for (int i = 0; i < parts.number.length; i++) {
                if (parts.number[i] != 0 && others.number[i] != 0) {
                    met.computeIfAbsent(parts.number[i], k -> new TreeSet<>()).add(others.number[i]);
                }
            }
        }

        Set<Integer> partners(int part) {
            return met.getOrDefault(part, Set.of());
        }
    }

    PartMatch(FlatCanvas canvas, FlatLayer low, FlatLayer high) {
        this.canvas = canvas;
        this.low = low;
        this.high = high;
        FlatParts lows = new FlatParts(low);
        FlatParts highs = new FlatParts(high);
        this.ofLow = new Side(lows, highs);
        this.ofHigh = new Side(highs, lows);
    }

    /// Hands over the pairs, one after the other.
    void each(Consumer<FlatPair> taker) {
        for (int a = 1; a <= ofLow.parts.count(); a++) {
            for (int b : ofLow.partners(a)) {
                taker.accept(new FlatPair(share(ofLow, a, b), share(ofHigh, b, a)));
            }
            if (ofLow.partners(a).isEmpty()) {
                FlatLayer part = ofLow.parts.part(a);
                taker.accept(new FlatPair(part, middle(part, high.at())));
            }
        }
        for (int b = 1; b <= ofHigh.parts.count(); b++) {
            if (ofHigh.partners(b).isEmpty()) {
                FlatLayer part = ofHigh.parts.part(b);
                taker.accept(new FlatPair(middle(part, low.at()), part));
            }
        }
    }

    /// What a part leaves to one of those it overlaps: all, or the pixels nearest to that overlap.
    private FlatLayer share(Side side, int own, int partner) {
        FlatLayer part = side.parts.part(own);
        Set<Integer> partners = side.partners(own);
        if (partners.size() < 2) {
            return part;
        }
        float[] mine = toOverlap(part, side.others, partner);
        byte[] out = part.pixels().clone();
        List<Integer> rest = new ArrayList<>(partners);
        rest.remove(Integer.valueOf(partner));
        for (int other : rest) {
            float[] theirs = toOverlap(part, side.others, other);
            for (int i = 0; i < out.length; i++) {
                boolean nearer = mine[i] < theirs[i] || mine[i] == theirs[i] && partner < other;
                out[i] = nearer ? out[i] : 0;
            }
        }
        return new FlatLayer(part.at(), part.frame(), out);
    }

    private float[] toOverlap(FlatLayer part, FlatParts others, int partner) {
        byte[] both = new byte[part.pixels().length];
        for (int i = 0; i < both.length; i++) {
            both[i] = (byte) (part.pixels()[i] != 0 && others.number[others.at(part.frame(), i)] == partner ? 1 : 0);
        }
        float[] out = new float[both.length];
        part.frame().distance(canvas.distance()).squared(both, out);
        return out;
    }

    /// The pixel of a part nearest to the mean of its pixels, on another layer.
    private static FlatLayer middle(FlatLayer part, int at) {
        int wide = part.frame().wide();
        double[] centre = Alignment.centre(part.pixels(), wide);
        int best = 0;
        double least = Double.MAX_VALUE;
        for (int i = 0; i < part.pixels().length; i++) {
            double way = Math.hypot(i % wide - centre[0], i / wide - centre[1]);
            if (part.pixels()[i] != 0 && way < least) {
                least = way;
                best = i;
            }
        }
        byte[] out = new byte[part.pixels().length];
        out[best] = 1;
        return new FlatLayer(at, part.frame(), out);
    }
}
