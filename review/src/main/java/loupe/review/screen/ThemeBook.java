package loupe.review.screen;

import java.io.IOException;
import loupe.core.encoding.EncodingException;
import loupe.review.account.KeptByAccount;
import loupe.store.Store;
import loupe.store.access.Permission;
import loupe.store.journal.SiteKind;

/// How the account at work has its window, kept encrypted in the store. Not for the toolkit's thread.
public final class ThemeBook {
    private static final int VERSION = 2;

    private final Store store;
    private final KeptByAccount<WindowLook> kept;

    /// @param store where it is kept
    public ThemeBook(Store store) {
        this.store = store;
        this.kept = new KeptByAccount<>(
                store, SiteKind.THEME, new KeptByAccount.Form<>("theme", VERSION, WindowLook.class), WindowLook.FIRST);
    }

    /// How it is; as at first, where nothing is kept, may be read or can be.
    ///
    /// @throws IOException if the store fails
    public WindowLook look() throws IOException {
        try {
            return store.accounts().present().may(Permission.READ_SITE) ? kept.now() : WindowLook.FIRST;
        } catch (EncodingException e) {
            return WindowLook.FIRST;
        }
    }

    /// Keeps how it is to be.
    ///
    /// @throws IOException if the store fails, or the account may not see the list
    public void keep(WindowLook look) throws IOException {
        kept.keep(look);
    }
}
