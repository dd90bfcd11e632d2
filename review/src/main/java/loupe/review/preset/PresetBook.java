package loupe.review.preset;

import java.io.IOException;
import java.util.Optional;
import loupe.core.encoding.Encoding;
import loupe.store.Store;
import loupe.store.journal.SiteKind;

/// The presets of the account at work, kept encrypted in the store, every version of them. Not for the toolkit's thread.
public final class PresetBook {
    private static final String TYPE = "window-presets";
    private static final int VERSION = 1;

    private final Store store;

    /// @param store where they are kept
    public PresetBook(Store store) {
        this.store = store;
    }

    /// The presets as they are now.
    ///
    /// @throws IOException if the store fails, or they are damaged or of a newer version
    public WindowPresets presets() throws IOException {
        Optional<byte[]> kept = store.site(SiteKind.PRESETS, account());
        return kept.isEmpty() ? WindowPresets.usual() : Encoding.decode(kept.get(), TYPE, VERSION, WindowPresets.class);
    }

    /// Keeps presets.
    ///
    /// @return the same
    /// @throws IOException if the store fails, or the account may not see images
    public WindowPresets keep(WindowPresets presets) throws IOException {
        store.putSite(SiteKind.PRESETS, account(), Encoding.encode(TYPE, VERSION, presets));
        return presets;
    }

    private String account() throws IOException {
        return store.accounts().present().name();
    }
}
