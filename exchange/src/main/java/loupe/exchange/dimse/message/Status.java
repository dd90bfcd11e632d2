package loupe.exchange.dimse.message;

import java.util.Locale;

/// What the value of Status (0000,0900) means (PS3.7 annex C, PS3.4 B.2.3, C.4).
public final class Status {
    public static final int SUCCESS = 0x0000;
    public static final int CANCELLED = 0xFE00;
    public static final int NO_SUCH_SOP_CLASS = 0x0118;
    public static final int SOP_CLASS_NOT_SUPPORTED = 0x0122;
    public static final int PROCESSING_FAILURE = 0x0110;
    public static final int INVALID_INSTANCE = 0x0117;
    public static final int UNRECOGNIZED_OPERATION = 0x0211;
    public static final int DATA_SET_MISMATCH = 0xA900;

    /// A duplicate SOP Instance UID (PS3.7 C.5.7): it is there, so it is kept.
    public static final int DUPLICATE = 0x0111;

    private Status() {}

    /// Whether more answers follow.
    public static boolean pending(int status) {
        return status == 0xFF00 || status == 0xFF01;
    }

    /// Whether it was done, in spite of something.
    public static boolean warning(int status) {
        return status >> 12 == 0xB || status == 0x0001 || status == 0x0107 || status == 0x0116;
    }

    /// Whether it was done.
    public static boolean done(int status) {
        return status == SUCCESS || warning(status);
    }

    /// Words for a person, with the number.
    public static String words(int status) {
        return meaning(status) + String.format(Locale.ROOT, " (%04XH)", status);
    }

    private static String meaning(int status) {
        return switch (status) {
            case SUCCESS -> "done";
            case CANCELLED -> "cancelled";
            case PROCESSING_FAILURE -> "it failed while it worked on it";
            case DUPLICATE -> "it has it already";
            case 0x0112 -> "it knows no such instance";
            case INVALID_INSTANCE -> "it does not take the instance's UID";
            case NO_SUCH_SOP_CLASS -> "it does not know the kind of object";
            case 0x0119 -> "it knows the instance as another kind of object";
            case SOP_CLASS_NOT_SUPPORTED -> "it does not do this for this kind of object";
            case 0x0124 -> "it does not allow it";
            case 0x0131 -> "it took the transaction already";
            case UNRECOGNIZED_OPERATION -> "it does not know the operation";
            case 0x0213 -> "it has no room or time left";
            case 0xA701 -> "it could not count what matches";
            case 0xA702 -> "it could not send what matches";
            case 0xA801 -> "it does not know the title of this machine as a destination";
            default -> range(status);
        };
    }

    private static String range(int status) {
        return switch (status >> 8) {
            case 0xA7 -> "it has no room or time left";
            case 0xA9 -> "what was sent does not match its kind of object, or keys are missing";
            default -> status >> 12 == 0xC ? "it could not understand or process it" : warning(status) ? "done, with a warning"
                    : "it failed";
        };
    }
}
