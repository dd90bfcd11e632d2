package loupe.deid;

import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.deid.pseudonym.DateShift;
import loupe.deid.pseudonym.Pseudonyms;

/// Whom an instance is of, as pseudonyms.
///
/// @param pseudonym stand-in for the patient's id and name
/// @param shift how far this patient's dates move
record Patient(String pseudonym, DateShift shift) {
    /// The patient of an instance: by issuer and id, else by name and birth date, else the study stands alone.
    static Patient of(DataSet data, Pseudonyms pseudonyms) {
        String id = data.string(Tag.PatientID, "");
        String name = data.string(Tag.PatientName, "") + "|" + data.string(Tag.PatientBirthDate, "");
        String who = !id.isEmpty()
                ? who(id, data.string(Tag.IssuerOfPatientID, ""))
                : name.length() > 1 ? "name|" + name : "study|" + data.string(Tag.StudyInstanceUID, "");
        return new Patient(pseudonyms.patient(who), pseudonyms.shift(who));
    }

    /// What identifies a patient who has a number.
    static String who(String patientId, String issuer) {
        return "id|" + issuer + "|" + patientId;
    }

}
