package loupe.deid.text;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// Takes identifiers out of a text that stays: known values first, then whatever has the form of an identifier.
public final class Scrubber {
    private static final Pattern UID = Pattern.compile("(?<![\\d.])[0-2](\\.\\d+){5,}");
    private static final Pattern MAIL_OR_LINK =
            Pattern.compile("[\\w.+-]+@[\\w-]+(\\.[\\w-]+)+|\\b(?:https?|ftp|file)://\\S+|\\bwww\\.\\S+");
    private static final Pattern DATE = Pattern.compile("(?<!\\d)(?:(?:19|20)\\d{2}[-/.]?(?:0[1-9]|1[0-2])[-/.]?(?:0[1-9]|[12]\\d|3[01])"
            + "|\\d{1,2}[-/.]\\d{1,2}[-/.](?:19|20)?\\d{2}"
            + "|\\d{1,2}[- ]?(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[- ,.]*(?:19|20)\\d{2})(?!\\d)");
    private static final Pattern PHONE = Pattern.compile("(?<![\\w.])\\+?\\(?\\d{2,4}\\)?[ /-]\\d{2,4}[ /-]?\\d{3,}(?![\\w.])");
    private static final Pattern LONG_NUMBER = Pattern.compile("(?<![\\w.])[A-Z]{0,3}\\d{6,}(?![\\w.])");
    private static final Pattern TITLED = Pattern.compile(
            "\\b(?:Dr|Prof|Mr|Mrs|Ms|Herr|Frau|MD)\\.? +\\p{Lu}[\\p{L}'-]+(?: +\\p{Lu}[\\p{L}'-]+)?");

    private final KnownValues known;
    private final UnaryOperator<String> uids;

    /// @param known this instance's identifiers
    /// @param uids stand-in of a UID; standard UIDs come back as they are
    public Scrubber(KnownValues known, UnaryOperator<String> uids) {
        this.known = known;
        this.uids = uids;
    }

    /// The text without identifiers; what was taken out is a hyphen, a UID its stand-in.
    ///
    /// @param code whether the text is a code or a number, where long digits are its meaning and stay
    public String scrub(String text, boolean code) {
        String s = known.scrub(text);
        if (!mayHold(s)) {
            return s;
        }
        s = UID.matcher(s).replaceAll(m -> uids.apply(m.group()));
        if (code) {
            return s;
        }
        s = MAIL_OR_LINK.matcher(s).replaceAll("-");
        s = TITLED.matcher(s).replaceAll("-");
        s = DATE.matcher(s).replaceAll("-");
        s = PHONE.matcher(s).replaceAll("-");
        return LONG_NUMBER.matcher(s).replaceAll("-");
    }

    /// The text without names after titles, days, phone numbers and long numbers, whoever's they are.
    static String withoutPeopleAndDays(String text) {
        if (!mayHold(text)) {
            return text;
        }
        String s = TITLED.matcher(text).replaceAll(" - ");
        s = DATE.matcher(s).replaceAll(" - ");
        s = PHONE.matcher(s).replaceAll(" - ");
        return LONG_NUMBER.matcher(s).replaceAll(" - ");
    }

    private static boolean mayHold(String s) {
        int digits = 0;
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '@' || c == '/' || c == ' ') {
                return true;
            }
        }
        return digits >= 4;
    }
}
