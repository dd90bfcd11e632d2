package loupe.review.intake;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DerivedUid;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;

/// Gives an over-anonymised instance the UIDs it came without: class and instance as the file meta information names them,
/// study and series made of what remains, so that the same files are the same study at the next import.
///
/// Strangers must not become one study, so the folder counts too; the door turns every UID into a pseudonym of its own.
final class MissingUids {
    private static final int[] OF_A_STUDY = {
        Tag.PatientID, Tag.PatientName, Tag.PatientBirthDate, Tag.StudyDate, Tag.StudyTime, Tag.StudyID, Tag.AccessionNumber
    };
    private static final int[] OF_A_SERIES = {
        Tag.Modality, Tag.SeriesNumber, Tag.SeriesDescription, Tag.ProtocolName, Tag.FrameOfReferenceUID,
        Tag.AcquisitionNumber, Tag.Rows, Tag.Columns
    };

    private final DataSet data;
    private final DataSet.Builder out;
    private final List<String> warnings = new ArrayList<>();

    private MissingUids(DataSet data) {
        this.data = data;
        this.out = data.toBuilder();
    }

    /// An instance with all the UIDs that could be had.
    ///
    /// @param warnings what was made up, without values
    record Completed(DataSet data, List<String> warnings) {}

    /// The instance completed; the same where nothing is missing.
    ///
    /// @param meta its file meta information
    /// @param folder where the file lies, or the archive it is in
    static Completed of(DataSet meta, DataSet data, Path folder) {
        MissingUids m = new MissingUids(data);
        m.fromMeta(meta);
        m.study(folder.toAbsolutePath().normalize().toString());
        return m.warnings.isEmpty() ? new Completed(data, List.of()) : new Completed(m.out.build(), m.warnings);
    }

    private boolean lacks(int tag) {
        return data.string(tag, "").isEmpty();
    }

    private void fromMeta(DataSet meta) {
        boolean taken = false;
        for (int[] pair : new int[][] {
            {Tag.SOPClassUID, Tag.MediaStorageSOPClassUID}, {Tag.SOPInstanceUID, Tag.MediaStorageSOPInstanceUID}
        }) {
            String named = meta.string(pair[1], "");
            if (lacks(pair[0]) && !named.isEmpty()) {
                out.put(pair[0], Vr.UI, named);
                taken = true;
            }
        }
        if (taken) {
            warnings.add("the data set names no SOP class or instance; they were taken from the file meta information");
        }
    }

    private void study(String folder) {
        if (!lacks(Tag.StudyInstanceUID) && !lacks(Tag.SeriesInstanceUID)) {
            return;
        }
        String study = data.string(Tag.StudyInstanceUID)
                .orElseGet(() -> DerivedUid.of("study", folder, values(OF_A_STUDY)));
        if (lacks(Tag.StudyInstanceUID)) {
            out.put(Tag.StudyInstanceUID, Vr.UI, study);
            warnings.add("the file names no study; it was put into one with what lies beside it and has the same patient, date"
                    + " and numbers: check that it belongs there");
        }
        if (lacks(Tag.SeriesInstanceUID)) {
            out.put(Tag.SeriesInstanceUID, Vr.UI,
                    DerivedUid.of("series", folder, study, values(OF_A_SERIES), orientation()));
            warnings.add("the file names no series; it was put into one by modality, frame of reference, orientation and"
                    + " acquisition: check that it belongs there");
        }
    }

    private String values(int... tags) {
        return Arrays.stream(tags)
                .mapToObj(t -> String.join("\\", data.strings(t)))
                .collect(Collectors.joining("\n"));
    }

    /// Directions to two decimals: slices of one series differ in what follows.
    private String orientation() {
        return Arrays.stream(data.doubles(Tag.ImageOrientationPatient))
                .mapToObj(v -> Long.toString(Math.round(100 * v)))
                .collect(Collectors.joining("\\"));
    }
}
