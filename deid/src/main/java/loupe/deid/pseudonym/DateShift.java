package loupe.deid.pseudonym;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/// Moves dates by whole days; times of day stay, so every interval of a patient, midnight crossings and decay
/// arithmetic included, stays exact.
///
/// @param days days added, negative into the past
public record DateShift(int days) {

    /// Moves a DA value, `YYYYMMDD` or the old `YYYY.MM.DD`; empty if it is no date.
    public Optional<String> date(String da) {
        String s = da.length() == 10 && da.charAt(4) == '.' && da.charAt(7) == '.' ? da.replace(".", "") : da;
        return s.length() == 8 ? day(s) : Optional.empty();
    }

    /// Moves a DT value of any precision, its time and offset unchanged; empty if it is no date and time.
    public Optional<String> dateTime(String dt) {
        if (!DicomTimes.isDateTime(dt)) {
            return Optional.empty();
        }
        int digits = DicomTimes.leadingDigits(dt);
        if (digits >= 8) {
            return day(dt.substring(0, 8)).map(d -> d + dt.substring(8));
        }
        String whole = digits == 4 ? dt.substring(0, 4) + "0701" : dt.substring(0, 6) + "15";
        return day(whole).map(d -> d.substring(0, digits) + dt.substring(digits));
    }

    private Optional<String> day(String yyyymmdd) {
        if (DicomTimes.leadingDigits(yyyymmdd) != 8) {
            return Optional.empty();
        }
        try {
            LocalDate moved = LocalDate.of(
                            Integer.parseInt(yyyymmdd, 0, 4, 10),
                            Integer.parseInt(yyyymmdd, 4, 6, 10),
                            Integer.parseInt(yyyymmdd, 6, 8, 10))
                    .plusDays(days);
            return moved.getYear() < 1 ? Optional.empty() : Optional.of(format(moved));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String format(LocalDate d) {
        int n = d.getYear() * 10_000 + d.getMonthValue() * 100 + d.getDayOfMonth();
        return Integer.toString(100_000_000 + n).substring(1);
    }
}
