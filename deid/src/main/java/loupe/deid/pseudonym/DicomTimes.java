package loupe.deid.pseudonym;

import java.util.regex.Pattern;

/// The forms of date, time and age values (DICOM PS3.5 table 6.2-1).
public final class DicomTimes {
    private static final Pattern DATE = Pattern.compile("\\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])");
    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3])([0-5]\\d(([0-5]\\d|60)(\\.\\d{1,6})?)?)?");
    private static final Pattern DATE_TIME = Pattern.compile("\\d{4}((0[1-9]|1[0-2])((0[1-9]|[12]\\d|3[01])"
            + "(([01]\\d|2[0-3])([0-5]\\d(([0-5]\\d|60)(\\.\\d{1,6})?)?)?)?)?)?([+-]\\d{4})?");

    private DicomTimes() {}

    /// Whether a text is a DA value.
    public static boolean isDate(String s) {
        return DATE.matcher(s).matches();
    }

    /// Whether a text is a TM value.
    public static boolean isTime(String s) {
        return TIME.matcher(s).matches();
    }

    /// Whether a text is a DT value.
    public static boolean isDateTime(String s) {
        return DATE_TIME.matcher(s).matches();
    }

    static int leadingDigits(String s) {
        int i = 0;
        while (i < s.length() && s.charAt(i) >= '0' && s.charAt(i) <= '9') {
            i++;
        }
        return i;
    }
}
