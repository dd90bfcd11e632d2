package loupe.review.account;

import java.io.IOException;
import java.util.Optional;
import loupe.core.encoding.Encoding;
import loupe.core.encoding.EncodingException;
import loupe.store.Store;
import loupe.store.access.Permission;
import loupe.store.journal.SiteKind;

/// How far the first start of a store made in the window has come, kept in the store: what was cut short goes on at the next start. A store
/// made on the command line has none. Not for the toolkit's thread.
///
/// @param store where it is kept
public record FirstStart(Store store) {
    private static final String NAME = "first-start";
    private static final int VERSION = 1;

    /// What is kept.
    record Progress(boolean done) {}

    /// Whether it was begun and is not at its end, and the account at work may bring it there.
    ///
    /// @throws IOException if the store fails
    public boolean waits() throws IOException {
        if (!store.accounts().present().may(Permission.MANAGE_ACCOUNTS)) {
            return false;
        }
        Optional<byte[]> kept = store.site(SiteKind.SETTINGS, NAME);
        try {
            return kept.isPresent() && !Encoding.decode(kept.get(), NAME, VERSION, Progress.class).done();
        } catch (EncodingException e) {
            return false;
        }
    }

    /// Keeps that it has begun.
    ///
    /// @throws IOException if the store fails, or the account may not change the site
    public void begin() throws IOException {
        keep(false);
    }

    /// Keeps that it is at its end.
    ///
    /// @throws IOException if the store fails, or the account may not change the site
    public void end() throws IOException {
        keep(true);
    }

    private void keep(boolean done) throws IOException {
        store.putSite(SiteKind.SETTINGS, NAME, Encoding.encode(NAME, VERSION, new Progress(done)));
    }
}
