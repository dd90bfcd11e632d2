package loupe.review.retrieving;

import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.review.ReviewException;

/// What somebody looks for at a node. Identified: kept in memory only.
///
/// @param patientId Patient ID, exactly; empty for any
/// @param name pattern of Patient's Name with `*` and `?`, such as `Yamada^*`; empty for any
/// @param dates `YYYYMMDD`, `YYYYMMDD-`, `-YYYYMMDD` or `YYYYMMDD-YYYYMMDD`; empty for any
/// @param modality such as `CT`; empty for any
/// @param accession Accession Number, exactly; empty for any
/// @param study Study Instance UID; empty for any
/// @param series Series Instance UID; empty for any
public record StudyQuery(
        String patientId, String name, String dates, String modality, String accession, Optional<String> study, Optional<String> series) {
    /// Everything a node holds, as far as it tells.
    public static final StudyQuery ANY = new StudyQuery("", "", "", "", "", Optional.empty(), Optional.empty());

    private static final int TEXT = 64;

    /// Checks form and length; the message is a sentence for a person.
    public StudyQuery {
        if (!dates.isEmpty() && !dates.matches("\\d{8}(-(\\d{8})?)?|-\\d{8}")) {
            throw new IllegalArgumentException("a date range is YYYYMMDD, YYYYMMDD-, -YYYYMMDD or YYYYMMDD-YYYYMMDD");
        }
        if (patientId.length() > TEXT || name.length() > TEXT || accession.length() > 16) {
            throw new IllegalArgumentException("a patient's id and name have at most 64 characters, an accession number 16");
        }
        if (!modality.matches("[A-Z0-9 _]{0,16}")) {
            throw new IllegalArgumentException("a modality is a code such as CT or MR");
        }
    }

    /// One study.
    public static StudyQuery study(String uid) {
        return new StudyQuery("", "", "", "", "", Optional.of(uid), Optional.empty());
    }

    /// One series of a study.
    public StudyQuery series(String uid) {
        return new StudyQuery(patientId, name, dates, modality, accession, study, Optional.of(uid));
    }

    /// Matching and return keys of the level of studies (PS3.4 C.6.2.1).
    ///
    /// @param characterSet of what is asked, such as `ISO_IR 192`
    /// @throws ReviewException if the name cannot be written in that character set
    DataSet studyKeys(String characterSet) throws ReviewException {
        DataSet.Builder b = DataSet.builder();
        if (!characterSet.isEmpty()) {
            b.put(Tag.SpecificCharacterSet, Vr.CS, characterSet);
        }
        DataSet keys = b.put(Tag.StudyDate, Vr.DA, dates)
                .put(Tag.StudyTime, Vr.TM, "")
                .put(Tag.AccessionNumber, Vr.SH, accession)
                .put(QueryTag.MODALITIES_IN_STUDY, Vr.CS, modality)
                .put(Tag.StudyDescription, Vr.LO, "")
                .put(Tag.PatientName, Vr.PN, name)
                .put(Tag.PatientID, Vr.LO, patientId)
                .put(Tag.IssuerOfPatientID, Vr.LO, "")
                .put(Tag.PatientBirthDate, Vr.DA, "")
                .put(Tag.PatientSex, Vr.CS, "")
                .put(Tag.StudyInstanceUID, Vr.UI, study.orElse(""))
                .put(QueryTag.STUDY_SERIES, Vr.IS, "")
                .put(QueryTag.STUDY_INSTANCES, Vr.IS, "")
                .build();
        // What a character set cannot write becomes something else: it would be asked for somebody else.
        if (!keys.string(Tag.PatientName, "").equals(name) || !keys.string(Tag.PatientID, "").equals(patientId)) {
            throw new ReviewException("the name cannot be written in this node's character set; give the node ISO_IR 192");
        }
        return keys;
    }

    /// Keys of the level of series; the study must be named.
    DataSet seriesKeys() {
        return DataSet.builder()
                .put(Tag.StudyInstanceUID, Vr.UI, study.orElseThrow())
                .put(Tag.SeriesInstanceUID, Vr.UI, series.orElse(""))
                .put(Tag.Modality, Vr.CS, "")
                .put(Tag.SeriesNumber, Vr.IS, "")
                .put(Tag.SeriesDescription, Vr.LO, "")
                .put(QueryTag.SERIES_INSTANCES, Vr.IS, "")
                .build();
    }

    /// Keys of the level of images; study and series must be named.
    DataSet imageKeys() {
        return DataSet.builder()
                .put(Tag.StudyInstanceUID, Vr.UI, study.orElseThrow())
                .put(Tag.SeriesInstanceUID, Vr.UI, series.orElseThrow())
                .put(Tag.SOPInstanceUID, Vr.UI, "")
                .put(Tag.SOPClassUID, Vr.UI, "")
                .put(Tag.InstanceNumber, Vr.IS, "")
                .build();
    }

    /// Says nothing of who is looked for, so that no log can.
    @Override
    public String toString() {
        return "StudyQuery";
    }
}
