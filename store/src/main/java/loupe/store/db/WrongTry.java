package loupe.store.db;

import java.security.MessageDigest;
import java.util.Arrays;

/// A try that did not open an account.
///
/// @param utcMillis when
/// @param tag tag of the account it was at; where the name is nobody's, the tag of that name; empty for the printed key
/// @param kind whether the log is told of it
@SuppressWarnings("ArrayRecordComponent")
public record WrongTry(long utcMillis, byte[] tag, Kind kind) {
    /// Bytes of a name's tag.
    private static final int TAG = 32;

    /// What is to become of it.
    public enum Kind {
        /// The log is told at the next right one.
        WRONG,
        /// The passphrase was right and the one-time code was not given yet: counted like a wrong one, else it could be told from it.
        WITHOUT_CODE,
        /// The log was told; it counts on for its account until that one's right try.
        TOLD
    }

    /// Whether it was at an account.
    public boolean isAt(byte[] account) {
        return MessageDigest.isEqual(tag, account);
    }

    /// The same, told.
    WrongTry told() {
        return new WrongTry(utcMillis, tag, Kind.TOLD);
    }

    /// Form in the database: the tag and, but for the first kind, a byte more.
    byte[] stored() {
        if (kind == Kind.WRONG) {
            return tag;
        }
        byte[] out = Arrays.copyOf(tag, tag.length + 1);
        out[tag.length] = (byte) kind.ordinal();
        return out;
    }

    static WrongTry of(long utcMillis, byte[] stored) {
        if (stored.length % TAG != 1) {
            return new WrongTry(utcMillis, stored, Kind.WRONG);
        }
        Kind kind = stored[stored.length - 1] == Kind.WITHOUT_CODE.ordinal() ? Kind.WITHOUT_CODE : Kind.TOLD;
        return new WrongTry(utcMillis, Arrays.copyOf(stored, stored.length - 1), kind);
    }
}
