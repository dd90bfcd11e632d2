package loupe.store.keys;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Locale;
import loupe.core.digest.Sha256;
import loupe.store.fault.StoreException;
import loupe.store.fault.StoreException.Kind;

/// The printed recovery key: 160 random bits and 20 bits of check, as nine groups of four letters (RFC 4648 base32).
final class RecoveryCode {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BYTES = 20;
    private static final int WHOLE = 32;
    private static final int CHECK = 4;
    private static final int GROUP = 4;

    private RecoveryCode() {}

    static byte[] make(SecureRandom random) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return secret;
    }

    static String print(byte[] secret) {
        String letters = base32(secret) + check(secret);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < letters.length(); i += GROUP) {
            out.append(i == 0 ? "" : "-").append(letters, i, i + GROUP);
        }
        return out.toString();
    }

    private static String check(byte[] secret) {
        return base32(Arrays.copyOf(Sha256.of(secret), BYTES)).substring(0, CHECK);
    }

    static String base32(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        int bits = 0;
        int held = 0;
        for (byte b : bytes) {
            bits = bits << 8 | b & 0xff;
            held += 8;
            while (held >= 5) {
                held -= 5;
                out.append(LETTERS.charAt(bits >> held & 31));
            }
            bits &= (1 << held) - 1;
        }
        return out.toString();
    }

    /// What base32 letters stand for.
    static byte[] bytes(String letters) {
        byte[] out = new byte[letters.length() * 5 / 8];
        int bits = 0;
        int held = 0;
        int n = 0;
        for (char c : letters.toCharArray()) {
            bits = (bits << 5 | LETTERS.indexOf(c)) & 0xffff;
            held += 5;
            if (held >= 8) {
                held -= 8;
                out[n++] = (byte) (bits >> held);
            }
        }
        return out;
    }

    /// @throws StoreException WRONG_PASSPHRASE where a letter is mistyped
    static byte[] read(String printed) throws StoreException {
        String letters = printed.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('0', 'O')
                .replace('1', 'I')
                .replace('8', 'B');
        if (letters.length() != WHOLE + CHECK || !letters.matches("[A-Z2-7]+")) {
            throw mistyped();
        }
        byte[] out = bytes(letters.substring(0, WHOLE));
        if (!check(out).equals(letters.substring(WHOLE))) {
            throw mistyped();
        }
        return out;
    }

    private static StoreException mistyped() {
        return new StoreException(
                Kind.WRONG_PASSPHRASE, "The recovery key is mistyped; it has nine groups of four letters.");
    }
}
