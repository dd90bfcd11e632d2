package loupe.review.account;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import loupe.core.encoding.Encoding;
import loupe.store.Store;
import loupe.store.journal.SiteKind;
import loupe.store.journal.SiteObject;

/// Values a site keeps under names, encrypted in the store: each change is a new version, one taken out is an empty one. Not for the
/// toolkit's thread.
///
/// @param store where they are kept
/// @param kind under which kind; it decides who may read and change them
/// @param form how they are encoded
public record KeptByName<T>(Store store, SiteKind kind, KeptByAccount.Form<T> form) {
    /// Keeps a value in place of what stood under its name.
    ///
    /// @throws IOException if the store fails or the account may not
    public void put(String name, T value) throws IOException {
        store.putSite(kind, name, Encoding.encode(form.type(), form.version(), value));
    }

    /// Takes a value out; its versions stay.
    ///
    /// @throws IOException if the store fails or the account may not
    public void remove(String name) throws IOException {
        store.putSite(kind, name, new byte[0]);
    }

    /// The value under a name now.
    ///
    /// @throws IOException if the store fails, the account may not, or it is damaged or of a newer version
    public Optional<T> find(String name) throws IOException {
        Optional<byte[]> newest = store.site(kind, name).filter(b -> b.length > 0);
        return newest.isEmpty()
                ? Optional.empty()
                : Optional.of(Encoding.decode(newest.get(), form.type(), form.version(), form.as()));
    }

    /// All values there are now, by name.
    ///
    /// @throws IOException if the store fails, the account may not, or one is damaged or of a newer version
    public List<T> all() throws IOException {
        TreeSet<String> names = new TreeSet<>();
        for (SiteObject o : store.listSite(kind)) {
            names.add(o.name());
        }
        List<T> out = new ArrayList<>();
        for (String name : names) {
            find(name).ifPresent(out::add);
        }
        return out;
    }
}
