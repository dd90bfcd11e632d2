package loupe.store.face;

import java.util.Optional;
import loupe.store.fault.StoreException;

/// Who a pseudonym is, where a site keeps that: a row and a key a person, under keys of its own role. Nothing else in
/// Loupe writes or reads it. Every use is in the log. Safe for any thread but the toolkit's.
public interface IdentityLink {
    /// Keeps who a pseudonym is, in place of what was kept before.
    ///
    /// @param identity encoded identity, at most 64 KiB
    void link(String pseudonym, byte[] identity) throws StoreException;

    /// Looks up who a pseudonym is.
    ///
    /// @param reason why; goes into the log and must hold no identifier
    Optional<byte[]> lookUp(String pseudonym, String reason) throws StoreException;

    /// Destroys what was kept of a pseudonym: its key and its row.
    ///
    /// @return whether something was
    boolean forget(String pseudonym) throws StoreException;
}
