package loupe.review.sending;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import loupe.store.Store;
import loupe.store.journal.SiteKind;
import loupe.store.journal.SiteObject;

/// Which studies' results are at a node whole: kept apart from how far each sending is, so that who may see the list sees it without being
/// allowed to send. Not for the toolkit's thread.
public final class SentStudies {
    private final Store store;

    /// Those of a store.
    public SentStudies(Store store) {
        this.store = store;
    }

    /// Pseudonymous UIDs of studies all of whose results some node stored.
    ///
    /// @throws IOException if the account may not read what the site keeps, or the store fails
    public Set<String> all() throws IOException {
        Map<String, SiteObject> newest = new HashMap<>();
        for (SiteObject o : store.listSite(SiteKind.SENT)) {
            newest.merge(o.name(), o, (a, b) -> a.version() > b.version() ? a : b);
        }
        Set<String> out = new HashSet<>();
        newest.values().stream().filter(o -> o.size() > 0).map(SiteObject::name).forEach(out::add);
        return out;
    }

    /// Keeps whether a study's results are at a node whole; nothing is written where that is known.
    void mark(String study, boolean sent) throws IOException {
        if (store.site(SiteKind.SENT, study).filter(b -> b.length > 0).isPresent() != sent) {
            store.putSite(SiteKind.SENT, study, sent ? new byte[] {1} : new byte[0]);
        }
    }
}
