package loupe.review.inventory;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import loupe.review.ReviewException;
import loupe.review.account.KeptByAccount;
import loupe.review.account.KeptByName;
import loupe.store.Store;
import loupe.store.journal.SiteKind;

/// A site's inventory. Every change is a new version and an event in the log; what was listed before stays readable.
public final class Inventory {
    private final KeptByName<InventoryEntry> kept;

    /// The inventory in a store.
    public Inventory(Store store) {
        this.kept = new KeptByName<>(
                store, SiteKind.INVENTORY, new KeptByAccount.Form<>("inventory-entry", 1, InventoryEntry.class));
    }

    /// Lists a data set or flow, in place of what stood under its name.
    ///
    /// @throws IOException if the store fails or the account may not
    public void put(InventoryEntry entry) throws IOException {
        kept.put(entry.name(), entry);
    }

    /// Takes a line out; its versions stay.
    ///
    /// @throws ReviewException where there is no such line
    /// @throws IOException if the store fails or the account may not
    public void remove(String name) throws IOException {
        if (find(name).isEmpty()) {
            throw new ReviewException("the inventory has no such line; `loupe inventory list` shows all");
        }
        kept.remove(name);
    }

    /// One line.
    ///
    /// @throws IOException if the store fails or a line is damaged
    public Optional<InventoryEntry> find(String name) throws IOException {
        return kept.find(name);
    }

    /// All lines, by name.
    ///
    /// @throws IOException if the store fails or a line is damaged
    public List<InventoryEntry> all() throws IOException {
        return kept.all();
    }
}
