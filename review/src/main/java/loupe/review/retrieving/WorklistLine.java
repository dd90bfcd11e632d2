package loupe.review.retrieving;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;

/// A scheduled step of a modality worklist, for the person's screen alone: it names a patient. What was not said is empty.
///
/// @param date day it is scheduled for, YYYYMMDD
/// @param time time of day, HHMMSS
/// @param studyUid Study Instance UID the images will have, by which they are found in the archive
public record WorklistLine(
        String date,
        String time,
        String modality,
        String station,
        String patientName,
        String patientId,
        String birthDate,
        String sex,
        String accession,
        String requestedProcedure,
        String description,
        String studyUid) {
    /// The steps of an answer, one each.
    static List<WorklistLine> of(DataSet answer) {
        List<WorklistLine> out = new ArrayList<>();
        for (DataSet step : answer.items(QueryTag.STEPS)) {
            out.add(new WorklistLine(
                    step.string(QueryTag.STEP_DATE, ""),
                    step.string(QueryTag.STEP_TIME, ""),
                    step.string(Tag.Modality, ""),
                    step.string(QueryTag.STATION, ""),
                    answer.string(Tag.PatientName, ""),
                    answer.string(Tag.PatientID, ""),
                    answer.string(Tag.PatientBirthDate, ""),
                    answer.string(Tag.PatientSex, ""),
                    answer.string(Tag.AccessionNumber, ""),
                    answer.string(QueryTag.REQUESTED_ID, ""),
                    step.string(QueryTag.STEP_DESCRIPTION).orElse(answer.string(QueryTag.REQUESTED_DESCRIPTION, "")),
                    answer.string(Tag.StudyInstanceUID, "")));
        }
        return out;
    }

    /// The steps of all answers, in the order they are scheduled.
    public static List<WorklistLine> of(List<DataSet> answers) {
        return answers.stream()
                .flatMap(a -> of(a).stream())
                .sorted(Comparator.comparing(WorklistLine::date).thenComparing(WorklistLine::time))
                .toList();
    }

    /// As a line.
    public String text() {
        return Stream.of(date + " " + time, modality, station, patientName, patientId, birthDate, sex, description, accession, studyUid)
                .filter(w -> !w.isBlank())
                .collect(Collectors.joining("  "));
    }

    /// Says nothing of the patient, so that no log can.
    @Override
    public String toString() {
        return "WorklistLine";
    }
}
