package loupe.core.segment.operation.between;

import java.util.ArrayList;
import java.util.List;
import loupe.core.segment.block.FlatDistance;

/// Which parts of two layers belong together: those that overlap. A part that overlaps several is shared out among them by what lies
/// nearest to each overlap; one that overlaps none is paired with a point in its middle on the other layer.
final class PartMatch {
    private final FlatCanvas canvas;
    private final FlatLayer low;
    private final FlatLayer high;
    private final FlatParts lows;
    private final FlatParts highs;
    private final boolean[][] overlap;

    PartMatch(FlatCanvas canvas, FlatLayer low, FlatLayer high) {
        this.canvas = canvas;
        this.low = low;
        this.high = high;
        this.lows = new FlatParts(low.pixels(), canvas.wide, canvas.high);
        this.highs = new FlatParts(high.pixels(), canvas.wide, canvas.high);
        this.overlap = new boolean[lows.count() + 1][highs.count() + 1];
        for (int i = 0; i < lows.number.length; i++) {
            overlap[lows.number[i]][highs.number[i]] = true;
        }
    }

    List<FlatPair> pairs() {
        List<FlatPair> out = new ArrayList<>();
        byte[][][] ofLows = new byte[lows.count() + 1][][];
        for (int a = 1; a <= lows.count(); a++) {
            ofLows[a] = shared(lows.number, a, highs, false);
            if (partners(a, false).isEmpty()) {
                byte[] part = part(lows.number, a);
                out.add(new FlatPair(new FlatLayer(low.at(), part), new FlatLayer(high.at(), middle(part))));
            }
        }
        for (int b = 1; b <= highs.count(); b++) {
            byte[][] ofHigh = shared(highs.number, b, lows, true);
            for (int a : partners(b, true)) {
                out.add(new FlatPair(new FlatLayer(low.at(), ofLows[a][b]), new FlatLayer(high.at(), ofHigh[a])));
            }
            if (partners(b, true).isEmpty()) {
                byte[] part = part(highs.number, b);
                out.add(new FlatPair(new FlatLayer(low.at(), middle(part)), new FlatLayer(high.at(), part)));
            }
        }
        return out;
    }

    private List<Integer> partners(int part, boolean ofHigh) {
        List<Integer> out = new ArrayList<>();
        for (int other = 1; other <= (ofHigh ? lows : highs).count(); other++) {
            if (ofHigh ? overlap[other][part] : overlap[part][other]) {
                out.add(other);
            }
        }
        return out;
    }

    private static byte[] part(int[] number, int own) {
        byte[] out = new byte[number.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) (number[i] == own ? 1 : 0);
        }
        return out;
    }

    /// A part shared out among those it overlaps, by their numbers.
    private byte[][] shared(int[] number, int own, FlatParts others, boolean ofHigh) {
        List<Integer> partners = partners(own, ofHigh);
        byte[] part = part(number, own);
        byte[][] out = new byte[others.count() + 1][];
        if (partners.size() < 2) {
            partners.forEach(p -> out[p] = part);
            return out;
        }
        float[] least = new float[part.length];
        int[] nearest = new int[part.length];
        for (int partner : partners) {
            float[] way = toOverlap(part, others.number, partner);
            for (int i = 0; i < part.length; i++) {
                if (nearest[i] == 0 || way[i] < least[i]) {
                    least[i] = way[i];
                    nearest[i] = partner;
                }
            }
        }
        for (int partner : partners) {
            byte[] share = new byte[part.length];
            for (int i = 0; i < part.length; i++) {
                share[i] = (byte) (part[i] != 0 && nearest[i] == partner ? 1 : 0);
            }
            out[partner] = share;
        }
        return out;
    }

    private float[] toOverlap(byte[] part, int[] otherNumber, int partner) {
        FlatDistance distance = canvas.distance();
        byte[] both = new byte[part.length];
        for (int i = 0; i < both.length; i++) {
            both[i] = (byte) (part[i] != 0 && otherNumber[i] == partner ? 1 : 0);
        }
        float[] out = new float[part.length];
        distance.squared(both, out);
        return out;
    }

    /// The pixel of a part nearest to the mean of its pixels.
    private byte[] middle(byte[] part) {
        double[] centre = Alignment.centre(part, canvas.wide);
        int best = -1;
        double least = Double.MAX_VALUE;
        for (int i = 0; i < part.length; i++) {
            double way = Math.hypot(i % canvas.wide - centre[0], i / canvas.wide - centre[1]);
            if (part[i] != 0 && way < least) {
                least = way;
                best = i;
            }
        }
        byte[] out = new byte[part.length];
        out[best] = 1;
        return out;
    }
}
