package loupe.review.account;

import java.io.IOException;
import java.util.Optional;
import loupe.core.encoding.Encoding;
import loupe.store.Store;
import loupe.store.journal.SiteKind;

/// A value the account at work keeps, every version of it. Not for the toolkit's thread.
///
/// @param store where it is kept
/// @param kind under which kind
/// @param form how it is encoded
/// @param first the value before anything was kept
public record KeptByAccount<T>(Store store, SiteKind kind, Form<T> form, T first) {
    /// How values are encoded.
    ///
    /// @param type stable name, such as `hanging-rules`
    /// @param version version of the form, from 1
    /// @param as the values' class
    public record Form<T>(String type, int version, Class<T> as) {}

    /// The value as it is now.
    ///
    /// @throws IOException if the store fails, or it is damaged or of a newer version
    public T now() throws IOException {
        Optional<byte[]> kept = store.site(kind, account());
        return kept.isEmpty() ? first : Encoding.decode(kept.get(), form.type(), form.version(), form.as());
    }

    /// Keeps another value.
    ///
    /// @throws IOException if the store fails, or the account may not see images
    public void keep(T value) throws IOException {
        store.putSite(kind, account(), Encoding.encode(form.type(), form.version(), value));
    }

    private String account() throws IOException {
        return store.accounts().present().name();
    }
}
