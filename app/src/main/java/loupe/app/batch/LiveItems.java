package loupe.app.batch;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import loupe.review.batch.BatchItem;
import loupe.review.batch.StateCounts;

/// The items of a batch at work: all are read once, then each that changes takes the place it had, so that the effort grows with the
/// changes and not with changes times items. For the toolkit's thread.
final class LiveItems {
    private static final Comparator<BatchItem> BY_NUMBER = Comparator.comparingInt(BatchItem::number);

    private final ObservableList<BatchItem> items = FXCollections.observableArrayList();
    private StateCounts counts = new StateCounts();

    /// In the order of their numbers.
    ObservableList<BatchItem> items() {
        return items;
    }

    /// Takes all as they are now.
    ///
    /// @param now in the order of their numbers
    void all(List<BatchItem> now) {
        items.setAll(now);
        counts = StateCounts.of(now);
    }

    /// Takes one as it is now.
    void changed(BatchItem now) {
        int at = Collections.binarySearch(items, now, BY_NUMBER);
        if (at >= 0) {
            counts.change(items.set(at, now), now);
        } else {
            counts.add(now);
            items.add(-at - 1, now);
        }
    }

    /// How many are in each state, in words.
    ///
    /// @param wrong how many lines of the manifest name no slide
    String sentence(int wrong) {
        return counts.sentence(wrong);
    }

    /// What is told of a run's items, on the thread that runs it: all of them as the first is told, which is the first moment at which
    /// the run has them, then the told one alone. Not for several threads.
    static final class Told {
        private final Supplier<List<BatchItem>> all;
        private boolean first = true;

        /// @param all reads every item, in the order of their numbers
        Told(Supplier<List<BatchItem>> all) {
            this.all = all;
        }

        /// What a listener must take for this.
        ///
        /// @return every item where this is the first, else the told one
        News of(BatchItem item) {
            News news = first ? new News.All(all.get()) : new News.One(item);
            first = false;
            return news;
        }
    }

    /// What changed.
    sealed interface News {
        /// Every item.
        record All(List<BatchItem> items) implements News {}

        /// One.
        record One(BatchItem item) implements News {}
    }

    /// Takes what changed.
    void take(News news) {
        switch (news) {
            case News.All a -> all(a.items);
            case News.One o -> changed(o.item);
        }
    }
}
