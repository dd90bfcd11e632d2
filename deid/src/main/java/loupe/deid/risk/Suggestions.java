package loupe.deid.risk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Steps that bring every group of a table to a wanted size: columns made coarser one step at a time, each time the step
/// that leaves the fewest persons in small groups, then the few persons left are left out.
///
/// @param steps what to do, in order, as sentences
/// @param personsLeftOut persons in groups still too small, to be left out
/// @param k smallest group afterwards; 0 where nobody would be left
public record Suggestions(List<String> steps, int personsLeftOut, int k) {
    private static final double FEW = 0.05;

    /// Copies the list.
    public Suggestions {
        steps = List.copyOf(steps);
    }

    /// The steps.
    ///
    /// @param wanted size every group should have, at least 1
    static Suggestions toward(int wanted, PersonTable table, List<String> quasiIdentifiers) {
        Map<String, Integer> levels = new HashMap<>();
        List<String> steps = new ArrayList<>();
        PersonTable now = table;
        int small = small(now, quasiIdentifiers, wanted);
        while (small > FEW * table.rows().size()) {
            String best = "";
            int bestSmall = Integer.MAX_VALUE;
            for (String column : quasiIdentifiers) {
                int next = levels.getOrDefault(column, 0) + 1;
                if (next > Coarser.HIGHEST) {
                    continue;
                }
                int then = small(Coarser.column(table, levels, column, next), quasiIdentifiers, wanted);
                if (then < bestSmall) {
                    best = column;
                    bestSmall = then;
                }
            }
            if (best.isEmpty()) {
                break;
            }
            int level = levels.merge(best, 1, Integer::sum);
            now = Coarser.column(table, levels, best, level);
            small = bestSmall;
            steps.removeIf(new StartsWith("`" + best + "`")::test);
            steps.add("`" + best + "`: " + Coarser.name(table, best, level));
        }
        if (small > 0) {
            steps.add("leave out " + small + " persons whose group is smaller than " + wanted);
        }
        int left = table.rows().size() - small;
        return new Suggestions(steps, small, left == 0 ? 0 : Math.max(wanted, smallest(now, quasiIdentifiers, wanted)));
    }

    private record StartsWith(String prefix) {
        boolean test(String s) {
            return s.startsWith(prefix);
        }
    }

    private static int small(PersonTable table, List<String> quasi, int wanted) {
        return sizes(table, quasi).stream().filter(n -> n < wanted).mapToInt(Integer::intValue).sum();
    }

    private static int smallest(PersonTable table, List<String> quasi, int wanted) {
        return sizes(table, quasi).stream().filter(n -> n >= wanted).mapToInt(Integer::intValue).min().orElse(0);
    }

    private static List<Integer> sizes(PersonTable table, List<String> quasi) {
        List<Integer> at = quasi.stream().map(table::column).toList();
        Map<List<String>, Integer> out = new HashMap<>();
        table.rows().forEach(r -> out.merge(at.stream().map(r::get).toList(), 1, Integer::sum));
        return List.copyOf(out.values());
    }
}
