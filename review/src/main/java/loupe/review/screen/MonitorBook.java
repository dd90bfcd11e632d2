package loupe.review.screen;

import java.io.IOException;
import loupe.review.account.KeptByAccount;
import loupe.store.Store;
import loupe.store.journal.SiteKind;

/// The further monitors of the account at work, kept encrypted in the store, every version of them. Not for the toolkit's thread.
public final class MonitorBook {
    private final KeptByAccount<FurtherMonitors> kept;

    /// @param store where they are kept
    public MonitorBook(Store store) {
        this.kept = new KeptByAccount<>(
                store, SiteKind.MONITORS, new KeptByAccount.Form<>("further-monitors", 1, FurtherMonitors.class), FurtherMonitors.NONE);
    }

    /// The monitors as they were last used.
    ///
    /// @throws IOException if the store fails, or they are damaged or of a newer version
    public FurtherMonitors monitors() throws IOException {
        return kept.now();
    }

    /// Keeps monitors.
    ///
    /// @throws IOException if the store fails, or the account may not see images
    public void keep(FurtherMonitors monitors) throws IOException {
        kept.keep(monitors);
    }
}
