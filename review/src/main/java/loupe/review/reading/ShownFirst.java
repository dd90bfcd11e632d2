package loupe.review.reading;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import loupe.store.Store;
import loupe.store.journal.SiteKind;
import loupe.store.journal.SiteObject;

/// Which studies stand before all others in the list until they are sealed, whatever models find: those that came from where the site's
/// rules say so ([loupe.review.detecting.SiteRules.Sender]). Not for the toolkit's thread.
public final class ShownFirst {
    private final Store store;

    /// Those of a store.
    public ShownFirst(Store store) {
        this.store = store;
    }

    /// Their pseudonymous UIDs.
    ///
    /// @throws IOException if the account may not read what the site keeps, or the store fails
    public Set<String> all() throws IOException {
        Set<String> out = new HashSet<>();
        for (SiteObject o : store.listSite(SiteKind.FIRST)) {
            out.add(o.name());
        }
        return out;
    }

    /// Keeps that studies stand first; nothing is written where that is known.
    ///
    /// @param studies pseudonymous UIDs
    /// @throws IOException if the store fails
    public void mark(Set<String> studies) throws IOException {
        for (String s : studies) {
            if (store.site(SiteKind.FIRST, s).isEmpty()) {
                store.putSite(SiteKind.FIRST, s, new byte[] {1});
            }
        }
    }
}
