package loupe.deid.barcode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntBinaryOperator;

/// Looks for linear bar codes (Code 39, Code 128, Interleaved 2 of 5 …) along rows or columns: at least [#LEAST_BARS] bars of
/// strong contrast and of narrow and wide widths, the same on [#LEAST_LINES] lines. Bars of one width are a test pattern or a
/// grid. Two-dimensional codes are not looked for.
public final class LinearCodes {
    private static final int LEAST_BARS = 20;
    private static final int LEAST_LINES = 12;
    private static final int LEAST_STEP = 90;
    private static final int WIDEST = 40;
    private static final double LEAST_MIX = 0.2;
    private static final int SLACK = 1;
    private static final int LONGEST_PERIOD = 8;

    private LinearCodes() {}

    /// A stretch of bars along a line.
    private record Stretch(List<Integer> edges) {
        int from() {
            return edges.getFirst();
        }

        int to() {
            return edges.getLast();
        }

        /// Whether another has edges at the same places.
        boolean continues(Stretch other) {
            int same = 0;
            for (int e : edges) {
                same += other.edges.stream().anyMatch(o -> Math.abs(o - e) <= SLACK) ? 1 : 0;
            }
            return same >= 0.9 * edges.size() && edges.size() >= 0.9 * other.edges.size();
        }

        /// Narrow bars and wide ones, at least a fifth of each.
        boolean isMixed() {
            List<Integer> widths = new ArrayList<>();
            for (int i = 1; i < edges.size(); i++) {
                widths.add(edges.get(i) - edges.get(i - 1));
            }
            int narrow = widths.stream().sorted().skip(widths.size() / 10).findFirst().orElse(1);
            long wide = widths.stream().filter(w -> w > 1.5 * narrow).count();
            return wide >= LEAST_MIX * widths.size() && widths.size() - wide >= LEAST_MIX * widths.size() && !repeats(widths);
        }

        /// Whether the widths come again and again, as those of a grid do.
        private static boolean repeats(List<Integer> widths) {
            for (int period = 1; period <= LONGEST_PERIOD; period++) {
                int same = 0;
                for (int i = period; i < widths.size(); i++) {
                    same += Math.abs(widths.get(i) - widths.get(i - period)) == 0 ? 1 : 0;
                }
                if (same >= 0.8 * (widths.size() - period)) {
                    return true;
                }
            }
            return false;
        }
    }

    /// Where a code lies: `{column, row, width, height}`; empty where there is none.
    ///
    /// @param gray brightness at (column, row), 0 to 255
    public static Optional<int[]> find(int columns, int rows, IntBinaryOperator gray) {
        return lines(columns, rows, gray)
                .or(() -> lines(rows, columns, (a, b) -> gray.applyAsInt(b, a)).map(b -> new int[] {b[1], b[0], b[3], b[2]}));
    }

    private static Optional<int[]> lines(int length, int count, IntBinaryOperator gray) {
        List<Stretch> open = new ArrayList<>();
        for (int line = 0; line < count; line++) {
            int at = line;
            Optional<Stretch> s = stretch(length, i -> gray.applyAsInt(i, at));
            if (s.isEmpty() || !open.isEmpty() && !s.get().continues(open.getLast())) {
                open.clear();
            }
            s.ifPresent(open::add);
            if (open.size() >= LEAST_LINES) {
                Stretch last = open.getLast();
                return Optional.of(new int[] {last.from(), line - open.size() + 1, last.to() - last.from(), open.size()});
            }
        }
        return Optional.empty();
    }

    /// The longest row of alternating bars on a line.
    private static Optional<Stretch> stretch(int length, java.util.function.IntUnaryOperator gray) {
        List<Integer> best = List.of();
        List<Integer> edges = new ArrayList<>();
        int extreme = gray.applyAsInt(0);
        int sign = 0;
        for (int i = 1; i < length; i++) {
            int v = gray.applyAsInt(i);
            boolean turned = sign == 0 ? Math.abs(v - extreme) >= LEAST_STEP : sign * (extreme - v) >= LEAST_STEP;
            if (turned) {
                if (!edges.isEmpty() && i - edges.getLast() > WIDEST) {
                    best = edges.size() > best.size() ? List.copyOf(edges) : best;
                    edges.clear();
                }
                edges.add(i);
                sign = v > extreme ? 1 : -1;
                extreme = v;
            } else {
                extreme = sign == 0 ? extreme : sign > 0 ? Math.max(extreme, v) : Math.min(extreme, v);
            }
        }
        best = edges.size() > best.size() ? edges : best;
        Stretch s = new Stretch(best);
        return best.size() >= 2 * LEAST_BARS && s.isMixed() ? Optional.of(s) : Optional.empty();
    }
}
