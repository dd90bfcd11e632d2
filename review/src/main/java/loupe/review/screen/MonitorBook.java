package loupe.review.screen;

import java.io.IOException;
import java.util.Optional;
import loupe.core.encoding.Encoding;
import loupe.store.Store;
import loupe.store.journal.SiteKind;

/// The further monitors of the account at work, kept encrypted in the store, every version of them. Not for the toolkit's thread.
public final class MonitorBook {
    private static final String TYPE = "further-monitors";
    private static final int VERSION = 1;

    private final Store store;

    /// @param store where they are kept
    public MonitorBook(Store store) {
        this.store = store;
    }

    /// The monitors as they were last used.
    ///
    /// @throws IOException if the store fails, or they are damaged or of a newer version
    public FurtherMonitors monitors() throws IOException {
        Optional<byte[]> kept = store.site(SiteKind.MONITORS, account());
        return kept.isEmpty() ? FurtherMonitors.NONE : Encoding.decode(kept.get(), TYPE, VERSION, FurtherMonitors.class);
    }

    /// Keeps monitors.
    ///
    /// @throws IOException if the store fails, or the account may not see images
    public void keep(FurtherMonitors monitors) throws IOException {
        store.putSite(SiteKind.MONITORS, account(), Encoding.encode(TYPE, VERSION, monitors));
    }

    private String account() throws IOException {
        return store.accounts().present().name();
    }
}
