package loupe.review.screen;

import java.io.IOException;
import java.util.Map;
import loupe.core.encoding.EncodingException;
import loupe.review.account.KeptByAccount;
import loupe.store.Store;
import loupe.store.access.Permission;
import loupe.store.journal.SiteKind;

/// Looks of the account at work at the test pattern, every one kept encrypted in the store and an entry of the log. Not for the toolkit's
/// thread.
public final class DisplayBook {
    private final Store store;
    private final KeptByAccount<DisplayCheck> kept;

    /// @param store where they are kept
    public DisplayBook(Store store) {
        this.store = store;
        this.kept = new KeptByAccount<>(
                store, SiteKind.DISPLAY, new KeptByAccount.Form<>("display-check", 1, DisplayCheck.class), DisplayCheck.NEVER);
    }

    /// The last look; none where nothing is kept, may be read or can be.
    ///
    /// @throws IOException if the store fails
    public DisplayCheck last() throws IOException {
        try {
            return store.accounts().present().may(Permission.READ_SITE) ? kept.now() : DisplayCheck.NEVER;
        } catch (EncodingException e) {
            return DisplayCheck.NEVER;
        }
    }

    /// Whether the display counts as checked now.
    ///
    /// @throws IOException if the store fails
    public boolean checked() throws IOException {
        return last().holds(store.now());
    }

    /// Keeps a look, of now.
    ///
    /// @param monitor its size in device pixels
    /// @param answers each question's word, and whether it was seen as it must be
    /// @throws IOException if the store fails, or the account may not see the list
    public DisplayCheck keep(String monitor, Map<String, Boolean> answers) throws IOException {
        DisplayCheck check = new DisplayCheck(store.now(), monitor, answers);
        kept.keep(check);
        return check;
    }
}
