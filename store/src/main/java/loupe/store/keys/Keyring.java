package loupe.store.keys;

import java.util.Optional;

/// The operating system's place for secrets (Secret Service, Keychain, Credential Manager), where there is one. Safe for
/// any thread.
public interface Keyring {
    /// Keeps a secret, in place of an older one of the name.
    ///
    /// @return false where there is no keyring, or it does not take it
    boolean keep(String name, byte[] secret);

    /// The secret of a name; empty where there is none or the keyring is locked.
    Optional<byte[]> find(String name);

    /// Destroys the secret of a name, if it is there.
    void forget(String name);

    /// No keyring: secrets stay in files.
    static Keyring none() {
        return new Keyring() {
            @Override
            public boolean keep(String name, byte[] secret) {
                return false;
            }

            @Override
            public Optional<byte[]> find(String name) {
                return Optional.empty();
            }

            @Override
            public void forget(String name) {
                // Nothing was kept.
            }
        };
    }
}
