package loupe.store.setting;

import loupe.core.encoding.Encoding;
import loupe.core.encoding.EncodingException;
import loupe.store.fault.StoreException;

/// What a site has settled; kept encrypted as a site object, every change in the log.
///
/// @param autoLockMinutes minutes without a hand on the keyboard after which a window locks, 1 to 240
/// @param twoPersons whether export and erasure need a second person as soon as the store has one who may approve
/// @param keepDays days a study must be kept before it may be erased, from 0
/// @param breakGlassMinutes how long an emergency lasts, 1 to 240
/// @param approvalMinutes how long an approval holds, 1 to 10080
/// @param opensAnHour studies one account may open in an hour before an alert, from 1
/// @param exportsAnHour exports in an hour before an alert, from 1
public record Policy(
        int autoLockMinutes,
        boolean twoPersons,
        int keepDays,
        int breakGlassMinutes,
        int approvalMinutes,
        int opensAnHour,
        int exportsAnHour) {
    public static final String NAME = "policy";
    private static final int VERSION = 1;

    /// Checks the ranges.
    public Policy {
        require("autoLockMinutes", autoLockMinutes, 1, 240);
        require("keepDays", keepDays, 0, 100_000);
        require("breakGlassMinutes", breakGlassMinutes, 1, 240);
        require("approvalMinutes", approvalMinutes, 1, 10_080);
        require("opensAnHour", opensAnHour, 1, 1_000_000);
        require("exportsAnHour", exportsAnHour, 1, 1_000_000);
    }

    private static void require(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be " + least + " to " + most + ", was " + value);
        }
    }

    /// What holds until a site says otherwise.
    public static Policy usual() {
        return new Policy(10, true, 0, 30, 60, 200, 20);
    }

    public byte[] toBytes() {
        return Encoding.encode(NAME, VERSION, this);
    }

    public static Policy of(byte[] bytes) throws StoreException {
        try {
            return Encoding.decode(bytes, NAME, VERSION, Policy.class);
        } catch (EncodingException e) {
            throw new StoreException(StoreException.Kind.UNKNOWN_FORMAT, "The site's policy does not read; set it again.", e);
        }
    }
}
