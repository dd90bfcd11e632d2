package loupe.deid.pseudonym;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import loupe.core.dicom.DerivedUid;
import loupe.core.dicom.UidNames;

/// Keyed stand-ins by HMAC-SHA256: the same input gives the same stand-in under one key, and nobody without the key can
/// test a guess. Not thread-safe; make one for each piece of work.
public final class Pseudonyms {
    private static final String BASE32 = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final String STRUCTURAL = "1.2.840.10008.";

    private static final int REMEMBERED = 4096;
    private static final int SHORT = 8;
    private static final int LONG = 12;

    private final Mac mac;
    private final Map<String, String> uids;

    private Pseudonyms(Mac mac, Map<String, String> uids) {
        this.mac = mac;
        this.uids = uids;
    }

    /// Stand-ins under a key.
    public Pseudonyms(PseudonymKey key) {
        this(keyed(key), new ConcurrentHashMap<>());
    }

    private static Mac keyed(PseudonymKey key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.toBytes(), "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /// The same stand-ins for another piece of work; UIDs seen in one need no second look in the other. May be called
    /// from any thread as long as nobody uses this one itself.
    public Pseudonyms another() {
        try {
            return new Pseudonyms((Mac) mac.clone(), uids);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("HmacSHA256 of the platform can be cloned", e);
        }
    }

    private byte[] hash(String kind, String value) {
        mac.update(kind.getBytes(StandardCharsets.UTF_8));
        mac.update((byte) 0);
        return mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
    }

    /// The stand-in of a UID: `2.25.` and 128 keyed bits in decimal (PS3.5 B.2); UIDs of the standard itself stay.
    ///
    /// @param uid any text; only its exact characters count
    public String uid(String uid) {
        if (isStructural(uid)) {
            return uid;
        }
        String known = uids.get(uid);
        if (known != null) {
            return known;
        }
        String fresh = DerivedUid.of(hash("uid", uid));
        if (uids.size() >= REMEMBERED) {
            uids.clear();
        }
        uids.put(uid, fresh);
        return fresh;
    }

    /// Whether a UID is one the standard itself lists (PS3.6 annex A): an unlisted one under its root could carry anything.
    public static boolean isStructural(String uid) {
        return uid.startsWith(STRUCTURAL) && UidNames.known(uid);
    }

    /// The stand-in of an identifier: a prefix and eight characters of base 32 without I, O, 0, 1.
    ///
    /// @param kind namespace: equal values of different kinds get different stand-ins
    /// @param prefix one or two letters
    /// @param value the identifier
    public String id(String kind, String prefix, String value) {
        return standIn(kind, prefix, value, SHORT);
    }

    /// The stand-in of a patient: `P-` and twelve characters, 60 bits, so that of a million patients no two become one by
    /// chance (with eight characters one pair in two hundred did among a hundred thousand).
    ///
    /// @param who what identifies the patient within the project
    public String patient(String who) {
        return standIn("patient", "P", who, LONG);
    }

    private String standIn(String kind, String prefix, String value, int characters) {
        byte[] h = hash("id:" + kind, value);
        StringBuilder out = new StringBuilder(prefix).append('-');
        long bits = new BigInteger(1, Arrays.copyOf(h, characters * 5 / 8 + (characters * 5 % 8 == 0 ? 0 : 1))).longValue();
        int spare = (8 - characters * 5 % 8) % 8;
        for (int i = 5 * (characters - 1) + spare; i >= spare; i -= 5) {
            out.append(BASE32.charAt((int) (bits >>> i) & 31));
        }
        return out.toString();
    }

    /// The date shift of a patient: 30 to 3679 whole days into the past.
    ///
    /// @param patient what identifies the patient within the project
    public DateShift shift(String patient) {
        byte[] h = hash("dates", patient);
        long bits = new BigInteger(1, Arrays.copyOf(h, 7)).longValueExact();
        return new DateShift(-(30 + (int) (bits % 3650)));
    }
}
