package loupe.review.batch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// How many items of a batch are in each state, kept up as they change. Not for several threads.
public final class StateCounts {
    private final Map<ItemState, Integer> counts = new EnumMap<>(ItemState.class);
    private int items;

    /// Of no item.
    public StateCounts() {}

    /// @param items all that there are
    public static StateCounts of(Collection<BatchItem> items) {
        StateCounts c = new StateCounts();
        items.forEach(c::add);
        return c;
    }

    /// Counts an item that was not there before.
    public void add(BatchItem item) {
        items++;
        counts.merge(item.state(), 1, Integer::sum);
    }

    /// Counts an item as it is now instead of as it was.
    public void change(BatchItem before, BatchItem now) {
        counts.merge(before.state(), -1, Integer::sum);
        counts.merge(now.state(), 1, Integer::sum);
    }

    /// In words, each state that there is.
    ///
    /// @param wrong how many lines of the manifest name no slide
    public String sentence(int wrong) {
        List<String> parts = new ArrayList<>();
        counts.forEach((state, n) -> {
            if (n > 0) {
                parts.add(n + " " + state.word());
            }
        });
        return items + " items" + (parts.isEmpty() ? "" : ": " + String.join(", ", parts))
                + (wrong == 0 ? "" : ", " + wrong + " lines of the manifest wrong");
    }
}
