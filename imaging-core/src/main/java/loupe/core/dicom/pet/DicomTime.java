package loupe.core.dicom.pet;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;

/// A moment as DICOM writes it (PS3.5 6.2: DA, TM, DT), with the offset from UTC that holds for it.
///
/// @param local date and time on the wall
/// @param offset what the wall's clock is ahead of UTC; the same stand-in everywhere where nothing is known
record DicomTime(LocalDateTime local, ZoneOffset offset) {
    private static final double NANO = 1e9;

    /// The moment of a date and a time attribute.
    static Optional<DicomTime> of(DataSet h, int dateTag, int timeTag) {
        return h.string(dateTag).flatMap(d -> h.string(timeTag).flatMap(t -> parsed(d, t, zone(h))));
    }

    /// The moment of a DT value; its own offset counts before the stand-in.
    static Optional<DicomTime> ofDateTime(String s, ZoneOffset otherwise) {
        int at = Math.max(s.indexOf('+'), s.indexOf('-'));
        String moment = at < 0 ? s : s.substring(0, at);
        if (moment.length() < 10) {
            return Optional.empty();
        }
        Optional<ZoneOffset> own = at < 0 ? Optional.of(otherwise) : offset(s.substring(at));
        return own.flatMap(z -> parsed(moment.substring(0, 8), moment.substring(8), z));
    }

    /// Timezone Offset From UTC; UTC where absent.
    static ZoneOffset zone(DataSet h) {
        return h.string(Tag.TimezoneOffsetFromUTC).flatMap(DicomTime::offset).orElse(ZoneOffset.UTC);
    }

    private static Optional<ZoneOffset> offset(String s) {
        try {
            return Optional.of(ZoneOffset.of(s.strip()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<DicomTime> parsed(String date, String time, ZoneOffset offset) {
        try {
            String d = date.replace(".", "");
            LocalDate day = LocalDate.of(number(d, 0, 4), number(d, 4, 6), number(d, 6, 8));
            double seconds = secondsOfDay(time.replace(":", ""));
            return Optional.of(new DicomTime(day.atStartOfDay().plusNanos(Math.round(seconds * NANO)), offset));
        } catch (DateTimeException | NumberFormatException | StringIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static int number(String s, int from, int to) {
        return Integer.parseInt(s.substring(from, to));
    }

    private static double secondsOfDay(String t) {
        int hours = number(t, 0, 2);
        int minutes = t.length() >= 4 ? number(t, 2, 4) : 0;
        double seconds = t.length() > 4 ? Double.parseDouble(t.substring(4)) : 0;
        return hours * 3600.0 + minutes * 60.0 + seconds;
    }

    /// The latest moment with this time of day that is not after this one: the day of an injection of which only the
    /// time is known.
    Optional<DicomTime> before(String time) {
        String day = String.format(java.util.Locale.ROOT, "%04d%02d%02d", local.getYear(), local.getMonthValue(), local.getDayOfMonth());
        return parsed(day, time, offset)
                .map(t -> secondsSince(t) < 0 ? new DicomTime(t.local.minusDays(1), offset) : t);
    }

    DicomTime plus(double seconds) {
        return new DicomTime(local.plusNanos(Math.round(seconds * NANO)), offset);
    }

    double secondsSince(DicomTime earlier) {
        java.time.Duration d = java.time.Duration.between(earlier.local.atOffset(earlier.offset), local.atOffset(offset));
        return d.getSeconds() + d.getNano() / NANO;
    }
}
