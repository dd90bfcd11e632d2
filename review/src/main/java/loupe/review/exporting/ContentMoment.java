package loupe.review.exporting;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.finding.Verdict;
import loupe.core.measure.Annotation;
import loupe.review.edit.OwnSegment;
import loupe.review.edit.PredictionEntry;
import loupe.review.edit.ReviewState;
import loupe.review.edit.ReviewedFinding;

/// The moment an exported object says it was made, on the study's own shifted time line, so that no true date leaves.
///
/// It is the latest moment its images name, and as much later as the last step of the review came after the first result or
/// drawing: a corrected object is later than the one it corrects, and the same content has the same moment.
final class ContentMoment {
    private static final LocalDateTime UNKNOWN = LocalDate.of(1970, 1, 1).atStartOfDay();

    private ContentMoment() {}

    static LocalDateTime of(DataSet header, ReviewState state) {
        return latest(header).plus(worked(state));
    }

    /// A moment of the review, such as its signature's, on the study's time line.
    static LocalDateTime at(DataSet header, ReviewState state, Instant moment) {
        Instant first = first(state, moment);
        return latest(header).plus(moment.isAfter(first) ? whole(Duration.between(first, moment)) : Duration.ZERO);
    }

    private static Duration worked(ReviewState state) {
        List<Instant> steps = new ArrayList<>();
        state.ownSegments().forEach(s -> steps.add(s.at()));
        state.predictions().forEach(p -> steps.add(p.prediction().provenance().madeAt()));
        state.findings().forEach(f -> decided(f, steps));
        state.annotations().forEach(a -> steps.add(a.at()));
        state.calibrations().forEach(c -> steps.add(c.at()));
        state.seal().ifPresent(s -> steps.add(s.at()));
        Instant last = steps.stream().max(Instant::compareTo).orElse(Instant.EPOCH);
        return whole(Duration.between(first(state, last), last));
    }

    private static Duration whole(Duration d) {
        return Duration.ofSeconds(d.toSeconds());
    }

    private static Instant first(ReviewState state, Instant otherwise) {
        return Stream.of(
                        state.predictions().stream().map(PredictionEntry::prediction).map(p -> p.provenance().madeAt()),
                        state.ownSegments().stream().map(OwnSegment::at),
                        state.annotations().stream().map(Annotation::at))
                .flatMap(moments -> moments)
                .min(Instant::compareTo)
                .orElse(otherwise);
    }

    private static void decided(ReviewedFinding f, List<Instant> into) {
        switch (f.verdict()) {
            case Verdict.Unreviewed u -> {}
            case Verdict.Accepted a -> into.add(a.at());
            case Verdict.Edited e -> into.add(e.at());
            case Verdict.Rejected r -> into.add(r.at());
        }
    }

    private static LocalDateTime latest(DataSet h) {
        LocalDateTime study = at(h, Tag.StudyDate, Tag.StudyTime);
        return List.of(
                        at(h, Tag.SeriesDate, Tag.SeriesTime),
                        at(h, Tag.AcquisitionDate, Tag.AcquisitionTime),
                        at(h, Tag.ContentDate, Tag.ContentTime)).stream()
                .filter(study::isBefore)
                .max(LocalDateTime::compareTo)
                .orElse(study);
    }

    private static LocalDateTime at(DataSet h, int date, int time) {
        try {
            return LocalDate.parse(h.string(date, ""), DateTimeFormatter.BASIC_ISO_DATE).atTime(time(h.string(time, "")));
        } catch (DateTimeException e) {
            return UNKNOWN;
        }
    }

    /// Hours, minutes and seconds of a TM value; midnight where it has none.
    private static LocalTime time(String tm) {
        String digits = tm.strip().replaceAll("\\..*$", "");
        if (!digits.matches("\\d{2}(\\d{2}(\\d{2})?)?")) {
            return LocalTime.MIDNIGHT;
        }
        int seconds = digits.length() > 4 ? Math.min(59, Integer.parseInt(digits.substring(4, 6))) : 0;
        int minutes = digits.length() > 2 ? Integer.parseInt(digits.substring(2, 4)) : 0;
        return LocalTime.of(Integer.parseInt(digits.substring(0, 2)), minutes, seconds);
    }
}
