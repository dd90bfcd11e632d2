package loupe.review.detecting;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.inference.trust.CardSignature;
import loupe.inference.trust.TrustException;
import loupe.review.ReviewException;
import loupe.store.Store;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.journal.SiteKind;
import loupe.store.journal.SiteObject;

/// The public keys whose signatures make a model trusted at this site.
public final class SigningKeys {
    private static final byte[] WITHDRAWN = new byte[0];

    private final Store store;

    SigningKeys(Store store) {
        this.store = store;
    }

    /// Trusts a key from now on.
    ///
    /// @param pem its file
    /// @return its short name
    /// @throws IOException if it is no Ed25519 public key or the store fails
    public String trust(Path pem, String reason) throws IOException {
        try {
            byte[] text = ModelShelf.file(pem, "the key's file");
            String name = CardSignature.name(CardSignature.key(new String(text, StandardCharsets.US_ASCII)));
            store.putSite(SiteKind.MODEL_SIGNING_KEY, name, text);
            store.log(AuditEntry.of(AuditEvent.MODEL_KEY_TRUSTED, name + ": " + reason));
            return name;
        } catch (TrustException e) {
            throw new ReviewException(String.valueOf(e.getMessage()), e);
        }
    }

    /// Trusts a key no more; models it made trusted stay so until they are retired.
    ///
    /// @throws IOException if there is no such key or the store fails
    public void withdraw(String name, String reason) throws IOException {
        if (!names().contains(name)) {
            throw new ReviewException("there is no such key; `loupe models keys` shows all");
        }
        store.putSite(SiteKind.MODEL_SIGNING_KEY, name, WITHDRAWN);
        store.log(AuditEntry.of(AuditEvent.MODEL_KEY_TRUSTED, name + " withdrawn: " + reason));
    }

    /// Short names of the keys trusted now.
    ///
    /// @throws IOException if the store fails
    public List<String> names() throws IOException {
        List<String> all = new ArrayList<>();
        for (SiteObject o : store.listSite(SiteKind.MODEL_SIGNING_KEY)) {
            if (o.size() > 0 && !all.contains(o.name())) {
                all.add(o.name());
            }
        }
        return all;
    }

    /// The trusted key that signed a card.
    ///
    /// @throws TrustException if none did
    String signer(byte[] card, byte[] signature) throws IOException, TrustException {
        for (String name : names()) {
            Optional<byte[]> pem = store.site(SiteKind.MODEL_SIGNING_KEY, name);
            PublicKey key = CardSignature.key(new String(pem.orElseThrow(), StandardCharsets.US_ASCII));
            if (CardSignature.fits(card, signature, key)) {
                return name;
            }
        }
        throw new TrustException("the signature is not over this card by a key this site trusts; the model may have been changed on its way");
    }
}
