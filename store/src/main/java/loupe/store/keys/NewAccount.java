package loupe.store.keys;

import java.util.Locale;
import java.util.Set;
import loupe.store.access.Role;

/// An account to make.
///
/// @param name account name, 1 to 64 characters, pseudonymous
/// @param printedName name that stands in signatures
/// @param roles what it is for
/// @param lock how it opens
public record NewAccount(String name, String printedName, Set<Role> roles, Lock lock) {
    private static final int LONGEST = 64;

    /// How an account opens.
    public sealed interface Lock {
        /// By a passphrase.
        ///
        /// @param passphrase wiped by the caller
        /// @param secondFactor whether one-time codes are asked for
        @SuppressWarnings("ArrayRecordComponent")
        record Passphrase(char[] passphrase, boolean secondFactor) implements Lock {}

        /// By a passphrase and one-time codes of a seed whose owner has proven to have it.
        ///
        /// @param passphrase wiped by the caller
        /// @param seed base32
        @SuppressWarnings("ArrayRecordComponent")
        record Coded(char[] passphrase, String seed) implements Lock {}

        /// By a print-out.
        record Printed() implements Lock {}

        /// By a token's key.
        record Token(TokenKey key) implements Lock {}
    }

    /// Checks the names and the roles.
    public NewAccount {
        name = name.strip();
        if (name.isEmpty() || name.length() > LONGEST || printedName.length() > LONGEST) {
            throw new IllegalArgumentException("an account name must have 1 to 64 characters");
        }
        roles = Set.copyOf(roles);
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("an account must have a role");
        }
    }

    /// What the name is found by.
    static String folded(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
