package loupe.app.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javafx.collections.ListChangeListener;
import loupe.review.batch.BatchItem;
import loupe.review.batch.ItemState;
import loupe.review.batch.ManifestLine;
import org.junit.jupiter.api.Test;

class LiveItemsTest {
    private static final int MANY = 10_000;

    private static BatchItem item(int number, ItemState state) {
        return new BatchItem(number, "item-" + number, ManifestLine.NONE, state, "", 0, 0, "", "", 0, 0, Set.of());
    }

    @Test
    void ten_thousand_items_are_read_once_and_each_change_touches_one_row() {
        List<BatchItem> ledger = new ArrayList<>();
        for (int n = 1; n <= MANY; n++) {
            ledger.add(item(n, ItemState.WAITING));
        }
        int[] read = new int[1];
        LiveItems.Told told = new LiveItems.Told(() -> {
            read[0] += ledger.size();
            return List.copyOf(ledger);
        });
        LiveItems live = new LiveItems();
        int[] touched = new int[1];
        live.items().addListener((ListChangeListener<BatchItem>) c -> {
            while (c.next()) {
                touched[0] += c.getAddedSize() + c.getRemovedSize();
            }
        });
        for (ItemState state : List.of(ItemState.RUNNING, ItemState.DONE)) {
            for (int n = 1; n <= MANY; n++) {
                ledger.set(n - 1, item(n, state));
                live.take(told.of(ledger.get(n - 1)));
            }
        }
        assertThat(read[0]).as("items copied out of the ledger").isEqualTo(MANY);
        assertThat(touched[0]).as("rows that came, and went for another").isEqualTo(MANY + 2 * (2 * MANY - 1));
        assertThat(live.items()).containsExactlyElementsOf(ledger);
        assertThat(live.sentence(0)).isEqualTo("10000 items: 10000 done");
    }

    @Test
    void an_item_that_is_new_takes_the_place_of_its_number_and_is_counted() {
        LiveItems live = new LiveItems();
        live.all(List.of(item(1, ItemState.DONE), item(4, ItemState.FAILED)));
        live.changed(item(3, ItemState.RUNNING));
        live.changed(item(5, ItemState.WAITING));
        live.changed(item(3, ItemState.DONE));
        assertThat(live.items()).extracting(BatchItem::number).containsExactly(1, 3, 4, 5);
        assertThat(live.sentence(2)).isEqualTo("4 items: 1 waiting, 2 done, 1 failed, 2 lines of the manifest wrong");
    }
}
