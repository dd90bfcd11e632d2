package loupe.core.dicom.object;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;

/// What every object made here says of itself and inherits from the study it belongs to.
///
/// @param source header of an image of the series it was made from (de-identified)
/// @param sopInstanceUid UID of the new object
/// @param seriesUid UID of its series
/// @param seriesNumber number of its series
/// @param description Series Description, at most 64 characters
/// @param madeAt content date and time, on the study's shifted time line
/// @param softwareVersion version of the program
public record DerivedObject(
        DataSet source,
        String sopInstanceUid,
        String seriesUid,
        int seriesNumber,
        String description,
        LocalDateTime madeAt,
        String softwareVersion) {

    /// Patient, study, series and equipment modules of a new object.
    public DataSet.Builder begin(String sopClassUid, String modality) {
        DataSet.Builder b = DataSet.builder();
        b.put(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 192");
        b.put(Tag.SOPClassUID, Vr.UI, sopClassUid);
        b.put(Tag.SOPInstanceUID, Vr.UI, sopInstanceUid);
        b.put(Tag.ContentDate, Vr.DA, madeAt.format(DateTimeFormatter.BASIC_ISO_DATE));
        b.put(Tag.ContentTime, Vr.TM, madeAt.format(DateTimeFormatter.ofPattern("HHmmss")));
        b.put(Tag.Modality, Vr.CS, modality);
        b.put(Tag.SeriesInstanceUID, Vr.UI, seriesUid);
        b.put(Tag.SeriesNumber, Vr.IS, Integer.toString(seriesNumber));
        b.put(Tag.SeriesDescription, Vr.LO, description);
        b.put(Tag.InstanceNumber, Vr.IS, "1");
        b.put(Tag.Manufacturer, Vr.LO, "Loupe");
        b.put(Tag.ManufacturerModelName, Vr.LO, "Loupe");
        b.put(Tag.DeviceSerialNumber, Vr.LO, "1");
        b.put(Tag.SoftwareVersions, Vr.LO, softwareVersion);
        inherit(b, Tag.StudyInstanceUID, Vr.UI);
        inherit(b, Tag.StudyDate, Vr.DA);
        inherit(b, Tag.StudyTime, Vr.TM);
        inherit(b, Tag.AccessionNumber, Vr.SH);
        inherit(b, Tag.ReferringPhysicianName, Vr.PN);
        inherit(b, Tag.StudyID, Vr.SH);
        inherit(b, Tag.PatientName, Vr.PN);
        inherit(b, Tag.PatientID, Vr.LO);
        inherit(b, Tag.PatientBirthDate, Vr.DA);
        inherit(b, Tag.PatientSex, Vr.CS);
        if (source.string(Tag.PatientAge).isPresent()) {
            inherit(b, Tag.PatientAge, Vr.AS);
        }
        deidentification(b);
        return b;
    }

    private void inherit(DataSet.Builder b, int tag, Vr vr) {
        source.string(tag).ifPresentOrElse(v -> b.put(tag, vr, v), () -> b.putEmpty(tag, vr));
    }

    /// Copies an attribute with all its values; empty where the source has none.
    void inheritAll(DataSet.Builder b, int tag, Vr vr) {
        List<String> values = source.strings(tag);
        if (values.isEmpty()) {
            b.putEmpty(tag, vr);
        } else {
            b.put(tag, vr, values.toArray(String[]::new));
        }
    }

    private void deidentification(DataSet.Builder b) {
        if (source.string(Tag.PatientIdentityRemoved, "").equals("YES")) {
            source.get(Tag.PatientIdentityRemoved).ifPresent(b::put);
            source.get(Tag.DeidentificationMethod).ifPresent(b::put);
            source.get(Tag.DeidentificationMethodCodeSequence).ifPresent(b::put);
            source.get(Tag.LongitudinalTemporalInformationModified).ifPresent(b::put);
        }
    }
}
