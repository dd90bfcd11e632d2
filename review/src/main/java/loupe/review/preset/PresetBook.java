package loupe.review.preset;

import java.io.IOException;
import loupe.review.account.KeptByAccount;
import loupe.store.Store;
import loupe.store.journal.SiteKind;

/// The presets of the account at work, kept encrypted in the store, every version of them. Not for the toolkit's thread.
public final class PresetBook {
    private final KeptByAccount<WindowPresets> kept;

    /// @param store where they are kept
    public PresetBook(Store store) {
        this.kept = new KeptByAccount<>(
                store, SiteKind.PRESETS, new KeptByAccount.Form<>("window-presets", 1, WindowPresets.class), WindowPresets.usual());
    }

    /// The presets as they are now.
    ///
    /// @throws IOException if the store fails, or they are damaged or of a newer version
    public WindowPresets presets() throws IOException {
        return kept.now();
    }

    /// Keeps presets.
    ///
    /// @return the same
    /// @throws IOException if the store fails, or the account may not see images
    public WindowPresets keep(WindowPresets presets) throws IOException {
        kept.keep(presets);
        return presets;
    }
}
