package loupe.store.access;

import java.util.Set;

/// An account of the store.
///
/// @param id random name, 32 hexadecimal digits
/// @param name account name: what is typed, and what stands in log and verdicts; pseudonymous
/// @param printedName name that stands in signatures
/// @param roles what it is for; never empty
/// @param kind how it opens
/// @param secondFactor whether it asks for a one-time code
public record Account(
        String id, String name, String printedName, Set<Role> roles, Kind kind, boolean secondFactor) {

    /// How an account opens; the code is stored.
    public enum Kind {
        /// A passphrase, and a one-time code where it has one.
        PASSPHRASE(1),
        /// The printed recovery key; works without this machine's secret.
        RECOVERY(2),
        /// A key that stays in a PKCS#11 token.
        TOKEN(3);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        /// Stored code.
        public int code() {
            return code;
        }

        /// The kind of a code.
        ///
        /// @throws IllegalArgumentException if unknown to this version
        public static Kind of(int code) {
            for (Kind k : values()) {
                if (k.code == code) {
                    return k;
                }
            }
            throw new IllegalArgumentException("no kind of account has code " + code);
        }
    }

    /// Copies the roles.
    public Account {
        roles = Set.copyOf(roles);
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("an account must have a role");
        }
    }

    /// Whether one of the roles allows an action.
    public boolean may(Permission action) {
        for (Role r : roles) {
            if (r.may(action)) {
                return true;
            }
        }
        return false;
    }

    /// Whether it is a person's, not a program's or the print-out.
    public boolean person() {
        return kind != Kind.RECOVERY && !roles.equals(Set.of(Role.SERVICE));
    }
}
