package loupe.store.keys;

/// What an account shows to come in.
public sealed interface Credentials {
    /// Forgets what can be.
    void wipe();

    /// A passphrase, and a one-time code where the account asks for one.
    ///
    /// @param account account name; where the store has one passphrase account only, any name opens that one
    /// @param passphrase wiped after use
    /// @param code one-time code, six digits; empty where none
    @SuppressWarnings("ArrayRecordComponent")
    record Passphrase(String account, char[] passphrase, String code) implements Credentials {
        @Override
        public void wipe() {
            java.util.Arrays.fill(passphrase, '\0');
        }
    }

    /// The printed recovery key.
    ///
    /// @param printed its letters; spaces, dashes and case do not matter
    record Recovery(String printed) implements Credentials {
        @Override
        public void wipe() {
            // A string cannot be overwritten; it is typed once in an emergency.
        }
    }

    /// A key that stays in a token.
    ///
    /// @param account account name
    /// @param key the token's key
    record Token(String account, TokenKey key) implements Credentials {
        @Override
        public void wipe() {
            // The token keeps its key.
        }
    }
}
