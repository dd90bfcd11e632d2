package loupe.review.retrieving;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.exchange.peer.QueryLevel;

/// One answer of a node, for the person's screen alone: it names a patient. What a node did not say is empty.
public record FoundLine(
        String patientName,
        String patientId,
        String birthDate,
        String sex,
        String studyDate,
        String accession,
        String modalities,
        String description,
        String studyUid,
        String seriesUid,
        String sopInstanceUid,
        String instances) {
    /// An answer of any level.
    public static FoundLine of(DataSet d) {
        String modalities = String.join("\\", d.strings(QueryTag.MODALITIES_IN_STUDY));
        return new FoundLine(
                d.string(Tag.PatientName, ""),
                d.string(Tag.PatientID, ""),
                d.string(Tag.PatientBirthDate, ""),
                d.string(Tag.PatientSex, ""),
                d.string(Tag.StudyDate, ""),
                d.string(Tag.AccessionNumber, ""),
                modalities.isEmpty() ? d.string(Tag.Modality, "") : modalities,
                d.string(Tag.StudyDescription).orElse(d.string(Tag.SeriesDescription, "")),
                d.string(Tag.StudyInstanceUID, ""),
                d.string(Tag.SeriesInstanceUID, ""),
                d.string(Tag.SOPInstanceUID, ""),
                d.string(QueryTag.STUDY_INSTANCES).orElse(d.string(QueryTag.SERIES_INSTANCES, "")));
    }

    /// As a line.
    public String text(QueryLevel level) {
        Stream<String> words = switch (level) {
            case PATIENT, STUDY -> Stream.of(
                    patientName, patientId, birthDate, sex, studyDate, modalities, description, accession, count(), studyUid);
            case SERIES -> Stream.of(modalities, description, count(), seriesUid);
            case IMAGE -> Stream.of(sopInstanceUid);
        };
        return words.filter(w -> !w.isBlank()).collect(Collectors.joining("  "));
    }

    private String count() {
        return instances.isBlank() ? "" : instances.strip() + " images";
    }

    /// Says nothing of the answer, so that no log can.
    @Override
    public String toString() {
        return "FoundLine";
    }
}
