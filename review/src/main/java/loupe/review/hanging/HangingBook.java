package loupe.review.hanging;

import java.io.IOException;
import java.util.Optional;
import loupe.core.encoding.Encoding;
import loupe.store.Store;
import loupe.store.journal.SiteKind;

/// The hanging rules of the account at work, kept encrypted in the store, every version of them. They name no patient, no study and
/// no series. Not for the toolkit's thread.
public final class HangingBook {
    private static final String TYPE = "hanging-rules";
    private static final int VERSION = 1;

    private final Store store;

    /// @param store where they are kept
    public HangingBook(Store store) {
        this.store = store;
    }

    /// The rules as they are now.
    ///
    /// @throws IOException if the store fails, or they are damaged or of a newer version
    public HangingRules rules() throws IOException {
        Optional<byte[]> kept = store.site(SiteKind.HANGING, account());
        return kept.isEmpty() ? HangingRules.NONE : Encoding.decode(kept.get(), TYPE, VERSION, HangingRules.class);
    }

    /// Keeps rules.
    ///
    /// @throws IOException if the store fails, or the account may not see images
    public void keep(HangingRules rules) throws IOException {
        store.putSite(SiteKind.HANGING, account(), Encoding.encode(TYPE, VERSION, rules));
    }

    private String account() throws IOException {
        return store.accounts().present().name();
    }
}
