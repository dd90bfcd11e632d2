package loupe.review.exporting;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;

/// The moment an exported object says it was made: the study's own shifted date, so that no true date leaves.
final class StudyTime {
    private StudyTime() {}

    static LocalDateTime of(DataSet header) {
        String date = header.string(Tag.StudyDate, header.string(Tag.SeriesDate, "19700101"));
        try {
            return LocalDate.parse(date, DateTimeFormatter.BASIC_ISO_DATE).atStartOfDay();
        } catch (DateTimeException e) {
            return LocalDate.of(1970, 1, 1).atStartOfDay();
        }
    }
}
