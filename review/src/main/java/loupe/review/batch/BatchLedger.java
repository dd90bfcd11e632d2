package loupe.review.batch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import loupe.core.encoding.Encoding;
import loupe.store.Store;
import loupe.store.journal.SiteKind;
import loupe.store.journal.SiteObject;

/// What is known of a batch's items, kept encrypted in the store.
///
/// Every change is a step of its own, on disk when [#put] returns; now and then all items are written at once, so that what is read at
/// the next start does not grow with the steps. A kill leaves the step before or the step whole. Not for several threads.
public final class BatchLedger {
    private static final String STEP = "batch-step";
    private static final String ALL = "batch-items";
    /// Steps after which all items are written at once, where there are fewer items than that.
    private static final int FEWEST_STEPS = 256;

    private final Store store;
    private final String name;
    private final TreeMap<Integer, BatchItem> items = new TreeMap<>();
    private final Map<String, Integer> bySource = new HashMap<>();
    /// The item that was first of its content to come in.
    private final Map<String, Integer> byContent = new HashMap<>();
    private int written;
    private int steps;

    /// Items that changed together.
    record Step(List<BatchItem> items) {
        Step {
            items = List.copyOf(items);
        }
    }

    /// All items as they were after a step.
    ///
    /// @param after steps before it
    record All(int after, List<BatchItem> items) {
        All {
            items = List.copyOf(items);
        }
    }

    private BatchLedger(Store store, int batch) {
        this.store = store;
        this.name = "batch " + batch;
    }

    static BatchLedger of(Store store, int batch) throws IOException {
        BatchLedger l = new BatchLedger(store, batch);
        Optional<byte[]> all = store.site(SiteKind.QUEUE, l.name);
        if (all.isPresent()) {
            All kept = Encoding.decode(all.get(), ALL, 1, All.class);
            kept.items.forEach(l::take);
            l.written = kept.after;
            l.steps = kept.after;
        }
        for (Optional<byte[]> next = l.step(); next.isPresent(); next = l.step()) {
            Encoding.decode(next.get(), STEP, 1, Step.class).items.forEach(l::take);
            l.steps++;
        }
        return l;
    }

    private Optional<byte[]> step() throws IOException {
        return store.site(SiteKind.QUEUE, stepName(steps + 1));
    }

    private String stepName(int step) {
        return name + " step " + step;
    }

    private void take(BatchItem item) {
        items.put(item.number(), item);
        bySource.put(item.source(), item.number());
        if (cameIn(item)) {
            byContent.putIfAbsent(item.content(), item.number());
        }
    }

    private static boolean cameIn(BatchItem item) {
        return !item.content().isEmpty() && (item.state() == ItemState.DONE || item.state() == ItemState.HELD);
    }

    /// All items, in the order of their numbers.
    public List<BatchItem> items() {
        return List.copyOf(items.values());
    }

    /// How many items are in a state.
    public long count(ItemState state) {
        return items.values().stream().filter(i -> i.state() == state).count();
    }

    Optional<BatchItem> at(String source) {
        return Optional.ofNullable(bySource.get(source)).map(items::get);
    }

    /// As it is now.
    BatchItem item(int number) {
        BatchItem item = items.get(number);
        if (item == null) {
            throw new IllegalArgumentException("the batch has no item " + number);
        }
        return item;
    }

    /// Another item of the same content that came in.
    Optional<BatchItem> twin(BatchItem of) {
        return Optional.ofNullable(byContent.get(of.content()))
                .map(items::get)
                .filter(t -> t.number() != of.number() && cameIn(t) && t.content().equals(of.content()));
    }

    int nextNumber() {
        return items.isEmpty() ? 1 : items.lastKey() + 1;
    }

    /// Keeps items as they are now.
    ///
    /// @throws IOException if the store fails
    void put(Collection<BatchItem> changed) throws IOException {
        if (changed.isEmpty()) {
            return;
        }
        SiteObject kept = store.putSite(
                SiteKind.QUEUE, stepName(steps + 1), Encoding.encode(STEP, 1, new Step(new ArrayList<>(changed))));
        if (kept.version() != 1) {
            throw new IllegalStateException("two runs are at work on one batch");
        }
        steps++;
        changed.forEach(this::take);
        if (steps - written >= Math.max(FEWEST_STEPS, items.size())) {
            store.putSite(SiteKind.QUEUE, name, Encoding.encode(ALL, 1, new All(steps, items())));
            written = steps;
        }
    }

    BatchItem put(BatchItem changed) throws IOException {
        put(List.of(changed));
        return changed;
    }
}
