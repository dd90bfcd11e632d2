package loupe.review.reading;

import java.io.IOException;
import loupe.core.encoding.EncodingException;
import loupe.review.account.KeptByAccount;
import loupe.store.Store;
import loupe.store.access.Permission;
import loupe.store.journal.SiteKind;

/// How the account at work has the list, kept encrypted in the store, every version of it: words of a saved filter may be a
/// pseudonym. Not for the toolkit's thread.
public final class ListBook {
    private final Store store;
    private final KeptByAccount<ListChoice> kept;

    /// @param store where it is kept
    public ListBook(Store store) {
        this.store = store;
        this.kept = new KeptByAccount<>(
                store, SiteKind.WORKLIST, new KeptByAccount.Form<>("worklist", 1, ListChoice.class), ListChoice.USUAL);
    }

    /// The choice as it is now; the usual one where the account may not read what sites keep, or where it cannot be read: that
    /// must not keep the list from being shown.
    ///
    /// @throws IOException if the store fails
    public ListChoice choice() throws IOException {
        if (!store.accounts().present().may(Permission.READ_SITE)) {
            return ListChoice.USUAL;
        }
        try {
            return kept.now();
        } catch (EncodingException e) {
            return ListChoice.USUAL;
        }
    }

    /// Keeps a choice.
    ///
    /// @return the same
    /// @throws IOException if the store fails, or the account may not see the list
    public ListChoice keep(ListChoice choice) throws IOException {
        kept.keep(choice);
        return choice;
    }
}
