package loupe.review.inventory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import loupe.core.encoding.Encoding;
import loupe.review.ReviewException;
import loupe.store.Store;
import loupe.store.journal.SiteKind;
import loupe.store.journal.SiteObject;

/// A site's inventory. Every change is a new version and an event in the log; what was listed before stays readable.
public final class Inventory {
    private static final String TYPE = "inventory-entry";
    private static final int VERSION = 1;

    private final Store store;

    /// The inventory in a store.
    public Inventory(Store store) {
        this.store = store;
    }

    /// Lists a data set or flow, in place of what stood under its name.
    ///
    /// @throws IOException if the store fails or the account may not
    public void put(InventoryEntry entry) throws IOException {
        store.putSite(SiteKind.INVENTORY, entry.name(), Encoding.encode(TYPE, VERSION, entry));
    }

    /// Takes a line out; its versions stay.
    ///
    /// @throws ReviewException where there is no such line
    /// @throws IOException if the store fails or the account may not
    public void remove(String name) throws IOException {
        if (find(name).isEmpty()) {
            throw new ReviewException("the inventory has no such line; `loupe inventory list` shows all");
        }
        store.putSite(SiteKind.INVENTORY, name, new byte[0]);
    }

    /// One line.
    ///
    /// @throws IOException if the store fails or a line is damaged
    public Optional<InventoryEntry> find(String name) throws IOException {
        Optional<byte[]> newest = store.site(SiteKind.INVENTORY, name).filter(b -> b.length > 0);
        return newest.isPresent()
                ? Optional.of(Encoding.decode(newest.get(), TYPE, VERSION, InventoryEntry.class))
                : Optional.empty();
    }

    /// All lines, by name.
    ///
    /// @throws IOException if the store fails or a line is damaged
    public List<InventoryEntry> all() throws IOException {
        Map<String, InventoryEntry> out = new TreeMap<>();
        for (SiteObject o : store.listSite(SiteKind.INVENTORY)) {
            find(o.name()).ifPresent(e -> out.put(e.name(), e));
        }
        return new ArrayList<>(out.values());
    }
}
