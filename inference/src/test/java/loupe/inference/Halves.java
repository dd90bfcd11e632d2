package loupe.inference;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// Parts what was measured into two halves by something seen on the images themselves, so that a figure can be given for each.
public final class Halves {
    private Halves() {}

    /// @param by what to sort by
    /// @param lower name of the half where it is low
    /// @param upper name of the other
    public static <T> Map<String, List<T>> of(List<T> all, ToDoubleFunction<T> by, String lower, String upper) {
        List<T> sorted = all.stream().sorted(Comparator.comparingDouble(by)).toList();
        Map<String, List<T>> halves = new LinkedHashMap<>();
        halves.put(lower, sorted.subList(0, sorted.size() / 2));
        halves.put(upper, sorted.subList(sorted.size() / 2, sorted.size()));
        return halves;
    }
}
