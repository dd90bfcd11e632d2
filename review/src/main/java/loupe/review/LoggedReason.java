package loupe.review;

import java.util.regex.Pattern;

/// A reason a person gives for what they do. It stands in the log, where no name, number or date of a patient may.
public final class LoggedReason {
    private static final Pattern IDENTIFIER = Pattern.compile("\\d{5,}|\\d{2,4}[-./]\\d{1,2}[-./]\\d{2,4}|\\^|@");

    private LoggedReason() {}

    /// Refuses a reason that seems to hold an identifier: a long number, a date, a name as DICOM writes it, an address.
    ///
    /// @throws ReviewException where it does
    public static void require(String reason) throws ReviewException {
        if (IDENTIFIER.matcher(reason).find()) {
            throw refused();
        }
    }

    /// Refuses one that holds a pseudonym besides.
    ///
    /// @throws ReviewException where it does, or seems to hold an identifier
    public static void require(String reason, String pseudonym) throws ReviewException {
        require(reason);
        if (reason.contains(pseudonym)) {
            throw refused();
        }
    }

    private static ReviewException refused() {
        return new ReviewException("the reason stands in the log; it must hold no number, date, name or pseudonym of a patient");
    }
}
