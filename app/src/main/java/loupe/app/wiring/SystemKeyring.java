package loupe.app.wiring;

import com.microsoft.credentialstorage.SecretStore;
import com.microsoft.credentialstorage.StorageProvider;
import com.microsoft.credentialstorage.model.StoredCredential;
import java.util.HexFormat;
import java.util.Optional;
import loupe.store.keys.Keyring;
import org.jspecify.annotations.Nullable;

/// The desktop's own keyring: Secret Service on Linux, Keychain on macOS, Credential Manager on Windows; none where no
/// desktop runs. It is looked for when a secret is first asked for.
final class SystemKeyring implements Keyring {
    private static final String USER = "loupe";

    private boolean looked;
    private @Nullable SecretStore<StoredCredential> found;

    private synchronized Optional<SecretStore<StoredCredential>> keyring() {
        if (!looked) {
            looked = true;
            try {
                found = StorageProvider.getCredentialStorage(true, StorageProvider.SecureOption.REQUIRED);
            } catch (RuntimeException | LinkageError e) {
                // The desktop's library is missing: there is no keyring.
                found = null;
            }
        }
        return Optional.ofNullable(found);
    }

    @Override
    public boolean keep(String name, byte[] secret) {
        Optional<SecretStore<StoredCredential>> ring = keyring();
        return ring.isPresent()
                && ring.get().add(name, new StoredCredential(USER, HexFormat.of().formatHex(secret).toCharArray()));
    }

    @Override
    public Optional<byte[]> find(String name) {
        return keyring().flatMap(ring -> Optional.ofNullable(ring.get(name))).flatMap(SystemKeyring::bytes);
    }

    private static Optional<byte[]> bytes(StoredCredential kept) {
        try {
            return Optional.of(HexFormat.of().parseHex(new String(kept.getPassword())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public void forget(String name) {
        keyring().ifPresent(ring -> ring.delete(name));
    }
}
