package loupe.app.reading;

import static loupe.app.text.Words.say;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import loupe.app.viewer.ShownSeries;
import loupe.app.viewer.ViewerViewModel.Seen;
import loupe.core.plane.Axis;
import loupe.core.plane.Slab;
import loupe.core.render.Viewport;

/// How long the images of a study stood on the screen since it was opened, so that a reader is told what was not looked at yet. It is
/// shown to the reader and kept nowhere. For the toolkit's thread.
///
/// An image counts while it stands there with all its pixels, at half its size or larger, with at least a quarter of it in view. A
/// stack is looked at in the images as they were taken or in straight planes from one side, whichever was seen most of; a slab counts
/// for all planes in it. Turned planes and views of the whole volume count for nothing.
public final class Coverage {
    /// What is shown for less is not looked at: a fifth of a second, in sum.
    public static final long LEAST_MS = 200;

    private static final int MOST_RUNS = 12;
    private static final double LEAST_ZOOM = 0.5;
    private static final double LEAST_SHARE = 0.25;
    private static final int AS_TAKEN = Axis.values().length;

    private final LongSupplier nowMs;
    private final Map<Object, long[][]> shown = new IdentityHashMap<>();
    private final Map<Object, Look> looks = new HashMap<>();

    /// @param nowMs a clock, in milliseconds
    public Coverage(LongSupplier nowMs) {
        this.nowMs = nowMs;
    }

    /// What a view shows since when.
    private record Look(Seen seen, long sinceMs) {}

    /// Takes in what a view shows from now on.
    ///
    /// @param view the view, whatever object it is
    /// @param seen what stands there with all its pixels; empty for nothing that counts
    /// @param part the part of it
    public void shows(Object view, Optional<Seen> seen, Optional<Viewport> part) {
        settle(view);
        seen.filter(s -> part.filter(v -> counts(v, s)).isPresent()).ifPresent(s -> looks.put(view, new Look(s, nowMs.getAsLong())));
    }

    /// A view shows nothing any more.
    private void settle(Object view) {
        Look look = looks.remove(view);
        if (look != null) {
            add(look.seen, nowMs.getAsLong() - look.sinceMs);
        }
    }

    private static boolean counts(Viewport v, Seen s) {
        double across = overlap(v.columnAt(0, 0), v.columnAt(v.width(), v.height()), s.columns());
        double down = overlap(v.rowAt(0, 0), v.rowAt(v.width(), v.height()), s.rows());
        return v.pixelsPerMm() * v.columnMm() >= LEAST_ZOOM && across * down >= LEAST_SHARE;
    }

    /// How much of a count of pixels lies between two places.
    private static double overlap(double a, double b, int count) {
        double from = Math.max(-0.5, Math.min(a, b));
        double to = Math.min(count - 0.5, Math.max(a, b));
        return Math.max(0, to - from) / count;
    }

    private void add(Seen seen, long ms) {
        ShownSeries s = seen.series();
        if (s.around().isPresent() || s.planes().filter(p -> p.reformat().isOblique()).isPresent()) {
            return;
        }
        int way = s.planes().map(p -> p.reformat().axis().ordinal()).orElse(AS_TAKEN);
        int reach = s.planes().map(p -> reach(p.reformat().slabs())).orElse(0);
        long[][] ways = shown.computeIfAbsent(key(s), unused -> new long[AS_TAKEN + 1][]);
        if (ways[way] == null) {
            ways[way] = new long[s.places().size()];
        }
        int last = ways[way].length - 1;
        for (int i = Math.max(0, seen.slice() - reach); i <= Math.min(last, seen.slice() + reach); i++) {
            ways[way][i] += Math.max(0, ms);
        }
    }

    /// How many planes to either side a slab takes in.
    private static int reach(List<Slab> slabs) {
        if (slabs.size() < 2) {
            return 0;
        }
        double apart = Math.abs(slabs.get(0).plane().depthMm(slabs.get(1).plane().origin()));
        return (int) (slabs.getFirst().thicknessMm() / 2 / Math.max(apart, 1e-6));
    }

    /// The stack, however it is seen, or the images that form none.
    private static Object key(ShownSeries s) {
        return s.whole().map(Object.class::cast).orElse(s.places());
    }

    /// Images of a series as they were taken that were not looked at yet, by index; empty where all of it was seen from one side.
    public BitSet notLookedAt(ShownSeries series) {
        looks.replaceAll((view, look) -> {
            add(look.seen, nowMs.getAsLong() - look.sinceMs);
            return new Look(look.seen, nowMs.getAsLong());
        });
        BitSet out = new BitSet();
        out.set(0, series.places().size());
        long[][] ways = shown.getOrDefault(key(series), new long[AS_TAKEN + 1][]);
        for (int way = 0; way < ways.length; way++) {
            if (ways[way] != null && unseen(ways[way]).isEmpty()) {
                return new BitSet();
            }
        }
        if (ways[AS_TAKEN] != null) {
            out.and(unseen(ways[AS_TAKEN]));
        }
        return out;
    }

    private static BitSet unseen(long[] ms) {
        BitSet out = new BitSet();
        for (int i = 0; i < ms.length; i++) {
            out.set(i, ms[i] < LEAST_MS);
        }
        return out;
    }

    /// For people: a line for each series with images not looked at yet, such as `2  CT  CHEST: slices 1 to 12, 30 of 40`.
    public List<String> text(List<ShownSeries> all) {
        List<String> out = new ArrayList<>();
        for (ShownSeries s : all) {
            BitSet unseen = notLookedAt(s);
            if (!unseen.isEmpty()) {
                boolean slices = s.whole().isPresent() && s.places().size() > 1;
                out.add(say(slices ? "{0}: slices {1} of {2}" : "{0}: images {1} of {2}", s.title(), runs(unseen), s.places().size()));
            }
        }
        return out;
    }

    private static String runs(BitSet of) {
        List<String> out = new ArrayList<>();
        for (int i = of.nextSetBit(0); i >= 0; ) {
            int end = of.nextClearBit(i);
            out.add(end - i == 1 ? String.valueOf(end) : say("{0} to {1}", i + 1, end));
            i = of.nextSetBit(end);
        }
        return out.size() > MOST_RUNS
                ? say("{0} and more", String.join(", ", out.subList(0, MOST_RUNS)))
                : String.join(", ", out);
    }
}
