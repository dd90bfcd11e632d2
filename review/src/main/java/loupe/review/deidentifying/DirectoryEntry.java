package loupe.review.deidentifying;

import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Element;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;

/// What a DICOMDIR says of one written file: the keys of its patient, study, series and instance (PS3.3 F.5).
///
/// @param keys the attributes of all four records, from the written data set
/// @param file parts of the file's name
/// @param syntax transfer syntax UID
record DirectoryEntry(DataSet keys, List<String> file, String syntax) {
    private static final int[] ATTRIBUTES = {
        Tag.PatientID, Tag.PatientName, Tag.StudyDate, Tag.StudyTime, Tag.StudyDescription, Tag.StudyInstanceUID,
        0x00200010, Tag.AccessionNumber, Tag.Modality, Tag.SeriesInstanceUID, 0x00200011, 0x00200013,
        Tag.SOPClassUID, Tag.SOPInstanceUID
    };

    /// @param name of the file, with slashes
    /// @param data its data set
    static DirectoryEntry of(String name, TransferSyntax syntax, DataSet data) {
        DataSet.Builder keys = DataSet.builder();
        for (int tag : ATTRIBUTES) {
            data.get(tag).filter(Element.Value.class::isInstance).ifPresent(keys::put);
        }
        return new DirectoryEntry(
                keys.build(), List.of(name.split("/")), syntax.uid());
    }

    private DataSet.Builder record(String type) {
        return DataSet.builder()
                .put(0x00041400, Vr.UL, 0.0)
                .put(0x00041410, Vr.US, 65_535.0)
                .put(0x00041420, Vr.UL, 0.0)
                .put(0x00041430, Vr.CS, type);
    }

    private void copy(DataSet.Builder to, int tag, Vr vr, String otherwise) {
        to.put(tag, vr, keys.string(tag, otherwise));
    }

    DataSet.Builder patient() {
        DataSet.Builder b = record("PATIENT");
        copy(b, Tag.PatientName, Vr.PN, "");
        copy(b, Tag.PatientID, Vr.LO, "");
        return b;
    }

    DataSet.Builder study() {
        DataSet.Builder b = record("STUDY");
        copy(b, Tag.StudyDate, Vr.DA, "19000101");
        copy(b, Tag.StudyTime, Vr.TM, "000000");
        copy(b, Tag.AccessionNumber, Vr.SH, "");
        copy(b, Tag.StudyDescription, Vr.LO, "");
        copy(b, Tag.StudyInstanceUID, Vr.UI, "");
        copy(b, 0x00200010, Vr.SH, "1");
        return b;
    }

    DataSet.Builder series() {
        DataSet.Builder b = record("SERIES");
        copy(b, Tag.Modality, Vr.CS, "OT");
        copy(b, Tag.SeriesInstanceUID, Vr.UI, "");
        copy(b, 0x00200011, Vr.IS, "0");
        return b;
    }

    DataSet.Builder instance() {
        DataSet.Builder b = record(RecordTypes.of(keys.string(Tag.SOPClassUID, "")));
        b.put(0x00041500, Vr.CS, file.toArray(String[]::new));
        b.put(0x00041510, Vr.UI, keys.string(Tag.SOPClassUID, ""));
        b.put(0x00041511, Vr.UI, keys.string(Tag.SOPInstanceUID, ""));
        b.put(0x00041512, Vr.UI, syntax);
        copy(b, 0x00200013, Vr.IS, "0");
        return b;
    }

    String key(int tag) {
        return keys.string(tag, "");
    }
}
