package loupe.review.retrieving;

import java.util.List;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;

/// What is looked for in a modality worklist (PS3.4 K.6.1.2.2). Identified: kept in memory only.
///
/// @param patientId Patient ID, exactly; empty for any
/// @param dates days of the scheduled step as in [StudyQuery]; empty for any
/// @param modality such as `CT`; empty for any
/// @param station Scheduled Station AE Title, exactly; empty for any
/// @param accession Accession Number, exactly; empty for any
public record WorklistQuery(String patientId, String dates, String modality, String station, String accession) {
    /// Checks form and length; the message is a sentence for a person.
    public WorklistQuery {
        new StudyQuery(patientId, "", dates, modality, accession, Optional.empty(), Optional.empty());
        if (station.length() > 16) {
            throw new IllegalArgumentException("a station's title has at most 16 characters");
        }
    }

    /// Matching and return keys.
    DataSet keys() {
        DataSet step = DataSet.builder()
                .put(QueryTag.STATION, Vr.AE, station)
                .put(QueryTag.STEP_DATE, Vr.DA, dates)
                .put(QueryTag.STEP_TIME, Vr.TM, "")
                .put(Tag.Modality, Vr.CS, modality)
                .put(QueryTag.STEP_DESCRIPTION, Vr.LO, "")
                .put(QueryTag.STEP_ID, Vr.SH, "")
                .build();
        return DataSet.builder()
                .put(Tag.AccessionNumber, Vr.SH, accession)
                .put(Tag.PatientName, Vr.PN, "")
                .put(Tag.PatientID, Vr.LO, patientId)
                .put(Tag.IssuerOfPatientID, Vr.LO, "")
                .put(Tag.PatientBirthDate, Vr.DA, "")
                .put(Tag.PatientSex, Vr.CS, "")
                .put(Tag.StudyInstanceUID, Vr.UI, "")
                .put(QueryTag.REQUESTED_DESCRIPTION, Vr.LO, "")
                .put(QueryTag.STEPS, List.of(step))
                .put(QueryTag.REQUESTED_ID, Vr.SH, "")
                .build();
    }

    /// Says nothing of who is looked for, so that no log can.
    @Override
    public String toString() {
        return "WorklistQuery";
    }
}
