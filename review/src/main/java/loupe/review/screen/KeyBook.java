package loupe.review.screen;

import java.io.IOException;
import loupe.core.encoding.EncodingException;
import loupe.review.account.KeptByAccount;
import loupe.store.Store;
import loupe.store.access.Permission;
import loupe.store.journal.SiteKind;

/// The keys of the account at work, kept encrypted in the store. Not for the toolkit's thread.
public final class KeyBook {
    private final Store store;
    private final KeptByAccount<KeyChoice> kept;

    /// @param store where they are kept
    public KeyBook(Store store) {
        this.store = store;
        this.kept = new KeptByAccount<>(
                store, SiteKind.KEYS, new KeptByAccount.Form<>("keys", 1, KeyChoice.class), KeyChoice.FIRST);
    }

    /// The keys; the usual ones, where nothing is kept, may be read or can be.
    ///
    /// @throws IOException if the store fails
    public KeyChoice choice() throws IOException {
        try {
            return store.accounts().present().may(Permission.READ_SITE) ? kept.now() : KeyChoice.FIRST;
        } catch (EncodingException e) {
            return KeyChoice.FIRST;
        }
    }

    /// Keeps them.
    ///
    /// @throws IOException if the store fails, or the account may not see the list
    public void keep(KeyChoice choice) throws IOException {
        kept.keep(choice);
    }
}
