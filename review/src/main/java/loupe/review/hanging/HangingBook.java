package loupe.review.hanging;

import java.io.IOException;
import loupe.review.account.KeptByAccount;
import loupe.store.Store;
import loupe.store.journal.SiteKind;

/// The hanging rules of the account at work, kept encrypted in the store, every version of them. They name no patient, no study and
/// no series. Not for the toolkit's thread.
public final class HangingBook {
    private final KeptByAccount<HangingRules> kept;

    /// @param store where they are kept
    public HangingBook(Store store) {
        this.kept = new KeptByAccount<>(
                store, SiteKind.HANGING, new KeptByAccount.Form<>("hanging-rules", 1, HangingRules.class), HangingRules.NONE);
    }

    /// The rules as they are now.
    ///
    /// @throws IOException if the store fails, or they are damaged or of a newer version
    public HangingRules rules() throws IOException {
        return kept.now();
    }

    /// Keeps rules.
    ///
    /// @throws IOException if the store fails, or the account may not see images
    public void keep(HangingRules rules) throws IOException {
        kept.keep(rules);
    }
}
