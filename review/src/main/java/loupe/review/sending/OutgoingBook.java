package loupe.review.sending;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import loupe.review.account.KeptByAccount;
import loupe.review.account.KeptByName;
import loupe.store.Store;
import loupe.store.journal.SiteKind;
import loupe.store.journal.SiteObject;

/// What was sent, and what still is to be: kept encrypted in the store, so that it survives restarts. Not for the toolkit's thread.
public final class OutgoingBook {
    private final KeptByName<Outgoing> kept;

    /// The book of a store.
    public OutgoingBook(Store store) {
        this.kept = new KeptByName<>(store, SiteKind.OUTGOING, new KeptByAccount.Form<>("outgoing", 1, Outgoing.class));
    }

    /// Keeps how far a study's results are on their way to a node, in place of what stood there.
    ///
    /// @throws IOException if the account may not export, or the store fails
    public void put(Outgoing o) throws IOException {
        kept.put(name(o.study(), o.node()), o);
        new SentStudies(kept.store()).mark(o.study(), o.done() || elsewhere(o));
    }

    /// Whether the results are at another node whole.
    private boolean elsewhere(Outgoing o) throws IOException {
        Set<String> names = new TreeSet<>();
        for (SiteObject s : kept.store().listSite(SiteKind.OUTGOING)) {
            if (s.name().startsWith(o.study() + " ") && !s.name().equals(name(o.study(), o.node()))) {
                names.add(s.name());
            }
        }
        for (String n : names) {
            if (kept.find(n).filter(Outgoing::done).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /// How far a study's results are on their way to a node; empty where they were never sent there.
    ///
    /// @throws IOException if the account may not export, or the store fails
    public Optional<Outgoing> find(String study, String node) throws IOException {
        return kept.find(name(study, node));
    }

    /// All, by study and node.
    ///
    /// @throws IOException if the account may not export, or the store fails
    public List<Outgoing> all() throws IOException {
        return kept.all();
    }

    private static String name(String study, String node) {
        return study + " " + node;
    }
}
