package loupe.review.identity;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import loupe.core.encoding.Encoding;
import loupe.deid.Identity;
import loupe.review.LoggedReason;
import loupe.review.ReviewException;
import loupe.store.Store;

/// The link from pseudonyms to persons. Every use needs the identity keeper's role and is an event in the log, a look-up
/// with its reason. Not thread-safe.
public final class IdentityBook {
    private static final String TYPE = "identity";
    private static final int VERSION = 1;

    private static final String ORIGIN = "study-origin";

    private final Store store;
    private final Map<String, Identity> kept = new HashMap<>();

    /// The book of a store.
    public IdentityBook(Store store) {
        this.store = store;
    }

    /// Keeps who a pseudonym is; what this book kept of it already is not written twice.
    ///
    /// @throws IOException if the account may not, or the store fails
    public void keep(String pseudonym, Identity identity) throws IOException {
        if (!identity.equals(kept.get(pseudonym))) {
            store.identities().link(pseudonym, Encoding.encode(TYPE, VERSION, identity));
            kept.put(pseudonym, identity);
        }
    }

    /// Looks up who a pseudonym is; the look is logged whether or not anything is found.
    ///
    /// @param reason why, without any name or number of a patient
    /// @throws ReviewException if no reason is given, or one that seems to hold an identifier
    /// @throws IOException if the account may not, or the store fails
    public Optional<Identity> lookUp(String pseudonym, String reason) throws IOException {
        checkReason(pseudonym, reason);
        Optional<byte[]> found = store.identities().lookUp(pseudonym, reason);
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(Encoding.decode(found.get(), TYPE, VERSION, Identity.class));
    }

    /// Keeps where a study came from, beside who its person is.
    ///
    /// @param studyUid its pseudonymous Study Instance UID
    /// @throws IOException if the account may not, or the store fails
    public void keepOrigin(String studyUid, StudyOrigin origin) throws IOException {
        store.identities().link(studyUid, Encoding.encode(ORIGIN, VERSION, origin));
    }

    /// Looks up where a study came from; the look is logged whether or not anything is found.
    ///
    /// @param studyUid its pseudonymous Study Instance UID
    /// @param reason why, without any name or number of a patient
    /// @throws ReviewException if no reason is given, or one that seems to hold an identifier
    /// @throws IOException if the account may not, or the store fails
    public Optional<StudyOrigin> origin(String studyUid, String reason) throws IOException {
        checkReason(studyUid, reason);
        Optional<byte[]> found = store.identities().lookUp(studyUid, reason);
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(Encoding.decode(found.get(), ORIGIN, VERSION, StudyOrigin.class));
    }

    private static void checkReason(String pseudonym, String reason) throws ReviewException {
        if (reason.isBlank()) {
            throw new ReviewException("say why: --reason TEXT; it stands in the log");
        }
        LoggedReason.require(reason, pseudonym);
    }

    /// Destroys what was kept of a pseudonym.
    ///
    /// @return whether something was
    /// @throws IOException if the account may not, or the store fails
    public boolean forget(String pseudonym) throws IOException {
        kept.remove(pseudonym);
        return store.identities().forget(pseudonym);
    }
}
