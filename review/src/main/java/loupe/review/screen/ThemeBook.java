package loupe.review.screen;

import java.io.IOException;
import loupe.core.encoding.EncodingException;
import loupe.review.account.KeptByAccount;
import loupe.store.Store;
import loupe.store.access.Permission;
import loupe.store.journal.SiteKind;

/// Whether the account at work wants the window light, kept encrypted in the store. Not for the toolkit's thread.
public final class ThemeBook {
    private final Store store;
    private final KeptByAccount<Choice> kept;

    /// @param store where it is kept
    public ThemeBook(Store store) {
        this.store = store;
        this.kept = new KeptByAccount<>(
                store, SiteKind.THEME, new KeptByAccount.Form<>("theme", 1, Choice.class), new Choice(false));
    }

    /// What is kept.
    record Choice(boolean light) {}

    /// Whether it is to be light; not, where nothing is kept, may be read or can be.
    ///
    /// @throws IOException if the store fails
    public boolean light() throws IOException {
        try {
            return store.accounts().present().may(Permission.READ_SITE) && kept.now().light();
        } catch (EncodingException e) {
            return false;
        }
    }

    /// Keeps whether it is to be light.
    ///
    /// @throws IOException if the store fails, or the account may not see the list
    public void keep(boolean light) throws IOException {
        kept.keep(new Choice(light));
    }
}
