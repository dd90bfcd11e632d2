package loupe.review.sending;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import loupe.core.encoding.Encoding;
import loupe.store.Store;
import loupe.store.journal.SiteKind;
import loupe.store.journal.SiteObject;

/// What was sent, and what still is to be: kept encrypted in the store, so that it survives restarts. Not for the toolkit's thread.
public final class OutgoingBook {
    private static final String TYPE = "outgoing";
    private static final int VERSION = 1;

    private final Store store;

    /// The book of a store.
    public OutgoingBook(Store store) {
        this.store = store;
    }

    /// Keeps how far a study's results are on their way to a node, in place of what stood there.
    ///
    /// @throws IOException if the account may not export, or the store fails
    public void put(Outgoing o) throws IOException {
        store.putSite(SiteKind.OUTGOING, name(o.study(), o.node()), Encoding.encode(TYPE, VERSION, o));
    }

    /// How far a study's results are on their way to a node; empty where they were never sent there.
    ///
    /// @throws IOException if the account may not export, or the store fails
    public Optional<Outgoing> find(String study, String node) throws IOException {
        return find(name(study, node));
    }

    /// All, by study and node.
    ///
    /// @throws IOException if the account may not export, or the store fails
    public List<Outgoing> all() throws IOException {
        Map<String, Outgoing> out = new TreeMap<>();
        for (SiteObject o : store.listSite(SiteKind.OUTGOING)) {
            if (!out.containsKey(o.name())) {
                find(o.name()).ifPresent(found -> out.put(o.name(), found));
            }
        }
        return new ArrayList<>(out.values());
    }

    private Optional<Outgoing> find(String name) throws IOException {
        Optional<byte[]> newest = store.site(SiteKind.OUTGOING, name);
        return newest.isPresent() ? Optional.of(Encoding.decode(newest.get(), TYPE, VERSION, Outgoing.class)) : Optional.empty();
    }

    private static String name(String study, String node) {
        return study + " " + node;
    }
}
