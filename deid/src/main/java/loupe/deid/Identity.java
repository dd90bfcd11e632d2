package loupe.deid;

import loupe.core.dicom.DataSet;
import loupe.core.dicom.SourceInstance;
import loupe.core.dicom.Tag;

/// Who the patient of an instance is. For the encrypted link from pseudonym to person alone; its text form says nothing.
///
/// @param patientId Patient ID; may be empty
/// @param issuer who gave that id; may be empty
/// @param name Patient's Name as written; may be empty
/// @param birthDate `YYYYMMDD`; may be empty
public record Identity(String patientId, String issuer, String name, String birthDate) {
    /// The identity an instance states.
    public static Identity of(SourceInstance source) {
        return of(source.data());
    }

    /// The identity a data set states, such as an answer to a query.
    public static Identity of(DataSet d) {
        return new Identity(
                d.string(Tag.PatientID, ""),
                d.string(Tag.IssuerOfPatientID, ""),
                d.string(Tag.PatientName, ""),
                d.string(Tag.PatientBirthDate, ""));
    }

    /// Says nothing, so that no log can.
    @Override
    public String toString() {
        return "Identity";
    }
}
