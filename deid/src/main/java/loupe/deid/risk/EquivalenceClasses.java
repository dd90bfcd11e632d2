package loupe.deid.risk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/// The persons of a table who share all quasi-identifiers, class by class, and the risks that follow from their sizes.
/// Immutable.
public final class EquivalenceClasses {
    private final PersonTable table;
    private final Collection<List<List<String>>> classes;

    /// @param quasiIdentifiers columns somebody could know from elsewhere
    /// @throws IllegalArgumentException if the table is empty or has no such column
    public EquivalenceClasses(PersonTable table, List<String> quasiIdentifiers) {
        if (table.rows().isEmpty()) {
            throw new IllegalArgumentException("a table without persons has no risk to measure");
        }
        this.table = table;
        List<Integer> at = quasiIdentifiers.stream().map(table::column).toList();
        Map<List<String>, List<List<String>>> byKey = new LinkedHashMap<>();
        for (List<String> row : table.rows()) {
            byKey.computeIfAbsent(at.stream().map(row::get).toList(), k -> new ArrayList<>()).add(row);
        }
        this.classes = List.copyOf(byKey.values());
    }

    /// Number of classes.
    public int count() {
        return classes.size();
    }

    /// Persons in the smallest class: the table is k-anonymous for this k (Sweeney 2002).
    public int k() {
        return classes.stream().mapToInt(List::size).min().orElseThrow();
    }

    /// Persons who are alone in their class.
    public int uniques() {
        return (int) classes.stream().filter(c -> c.size() == 1).count();
    }

    /// Chance to be right about the person easiest to find, for somebody who knows that the person is in the table.
    public double prosecutorMaxRisk() {
        return 1.0 / k();
    }

    /// The same chance, averaged over all persons; also the share of right guesses of somebody who guesses all
    /// (the marketer).
    public double prosecutorAverageRisk() {
        return (double) count() / table.rows().size();
    }

    /// Persons whose risk is above a threshold.
    public int recordsAbove(double risk) {
        return classes.stream().filter(c -> 1.0 / c.size() > risk).mapToInt(List::size).sum();
    }

    /// Fewest distinct sensitive values in a class (Machanavajjhala 2007, distinct l-diversity).
    public int distinctL(String sensitive) {
        return counts(sensitive).stream().mapToInt(Map::size).min().orElseThrow();
    }

    /// Lowest effective number of sensitive values in a class, e to the power of the entropy; the table is entropy
    /// l-diverse for every l up to it (Machanavajjhala 2007, definition 4.1).
    public double entropyL(String sensitive) {
        return counts(sensitive).stream()
                .mapToDouble(c -> Math.exp(entropy(c)))
                .min()
                .orElseThrow();
    }

    private static double entropy(Map<String, Integer> counts) {
        double n = counts.values().stream().mapToInt(Integer::intValue).sum();
        return -counts.values().stream().mapToDouble(v -> v / n * Math.log(v / n)).sum();
    }

    /// How the counts of a class are put in order before the recursive figure is taken.
    public enum CountOrder {
        /// Most frequent value first, as recursive (c,l)-diversity is defined (Machanavajjhala 2007, definition 4.2).
        DESCENDING,
        /// Rarest value first, as the program pycanon does; its figure is never larger.
        ASCENDING
    }

    /// Least whole number c for which the table is recursive (c,l)-diverse: in every class the first count is less than
    /// c times the sum of the l-th to the last. Empty where a class has fewer than l values, or l is below 2.
    public OptionalInt recursiveC(String sensitive, int l, CountOrder order) {
        int least = 1;
        for (Map<String, Integer> c : counts(sensitive)) {
            List<Integer> sorted = new ArrayList<>(c.values());
            sorted.sort(order == CountOrder.ASCENDING ? Comparator.naturalOrder() : Comparator.reverseOrder());
            if (l < 2 || sorted.size() < l) {
                return OptionalInt.empty();
            }
            int rest = sorted.subList(l - 1, sorted.size()).stream().mapToInt(Integer::intValue).sum();
            least = Math.max(least, sorted.getFirst() / rest + 1);
        }
        return OptionalInt.of(least);
    }

    /// Chance to be right about the person easiest to find, for somebody who does not know whether the person is in the
    /// table, which was drawn from a larger population of which it is a share (El Emam 2013).
    ///
    /// @param share of the population that is in the table, above 0 and at most 1
    public double journalistMaxRisk(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("the share must be above 0 and at most 1, was " + share);
        }
        return share / k();
    }

    /// Expected share of right guesses of somebody who guesses all persons: classes over persons.
    public double marketerRisk() {
        return prosecutorAverageRisk();
    }

    /// Largest earth mover's distance between a class's sensitive values and the whole table's (Li 2007): over ranks
    /// where all values are numbers, else each value as far from each other.
    public double tCloseness(String sensitive) {
        int column = table.column(sensitive);
        boolean numeric = table.rows().stream().allMatch(r -> r.get(column).matches("-?\\d+(\\.\\d+)?"));
        TreeMap<String, Integer> whole = numeric ? byNumber() : new TreeMap<>();
        whole.putAll(count(table.rows(), column));
        double n = table.rows().size();
        return counts(sensitive).stream().mapToDouble(c -> distance(whole, n, c, numeric)).max().orElseThrow();
    }

    private static TreeMap<String, Integer> byNumber() {
        return new TreeMap<>((a, b) -> Double.compare(Double.parseDouble(a), Double.parseDouble(b)));
    }

    private static double distance(TreeMap<String, Integer> whole, double n, Map<String, Integer> c, boolean numeric) {
        double size = c.values().stream().mapToInt(Integer::intValue).sum();
        double moved = 0;
        double carried = 0;
        for (Map.Entry<String, Integer> e : whole.entrySet()) {
            double difference = c.getOrDefault(e.getKey(), 0) / size - e.getValue() / n;
            carried += difference;
            moved += Math.abs(numeric ? carried : difference);
        }
        return numeric ? moved / Math.max(1, whole.size() - 1) : moved / 2;
    }

    private List<Map<String, Integer>> counts(String sensitive) {
        int column = table.column(sensitive);
        return classes.stream().map(c -> count(c, column)).toList();
    }

    private static Map<String, Integer> count(List<List<String>> rows, int column) {
        Map<String, Integer> out = new HashMap<>();
        rows.forEach(r -> out.merge(r.get(column), 1, Integer::sum));
        return out;
    }
}
