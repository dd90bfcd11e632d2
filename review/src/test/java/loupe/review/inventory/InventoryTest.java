package loupe.review.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import loupe.store.Store;
import loupe.store.audit.AuditEvent;
import loupe.store.journal.SiteKind;
import loupe.store.keys.KdfCost;
import loupe.store.setting.StoreSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a site says it keeps and sends.
class InventoryTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @TempDir
    Path folder;

    private Store store;
    private Inventory inventory;

    @BeforeEach
    void a_store() throws IOException {
        store = Store.create(
                folder.resolve("store"),
                "a passphrase".toCharArray(),
                new StoreSettings(Clock.systemUTC(), new SecureRandom(), folder.resolve("device"), KdfCost.forTests(), "reader"));
        inventory = new Inventory(store);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private static InventoryEntry dataSet(String name, int days) {
        return new InventoryEntry(
                name, InventoryEntry.Kind.DATA_SET, "CT of the chest", "head of radiology", "care", days, "", NOON);
    }

    @Test
    void lists_the_newest_version_of_each_line_by_name_and_keeps_the_older_ones() throws Exception {
        inventory.put(dataSet("research", 100));
        inventory.put(dataSet("chest", 3650));
        inventory.put(dataSet("research", 200));
        assertThat(inventory.all()).containsExactly(dataSet("chest", 3650), dataSet("research", 200));
        assertThat(store.site(SiteKind.INVENTORY, "research", 1)).isPresent();
        assertThat(store.events(0, 100).stream().filter(e -> e.event().equals(Optional.of(AuditEvent.INVENTORY_CHANGED))))
                .hasSize(3);
    }

    @Test
    void a_line_taken_out_is_listed_no_more() throws Exception {
        inventory.put(dataSet("chest", 0));
        inventory.remove("chest");
        assertThat(inventory.all()).isEmpty();
        assertThatThrownBy(() -> inventory.remove("chest")).hasMessageContaining("no such line");
    }

    @Test
    void a_flow_says_where_it_goes_and_a_data_set_does_not() {
        assertThatThrownBy(() -> new InventoryEntry(
                        "out", InventoryEntry.Kind.FLOW, "SEG", "QA", "training", 0, " ", NOON))
                .hasMessageContaining("recipient");
        assertThatThrownBy(() -> dataSet(" ", 1)).hasMessageContaining("name must be said");
        assertThatThrownBy(() -> dataSet("x", -1)).hasMessageContaining("keepDays must be 0 or more, was -1");
    }
}
