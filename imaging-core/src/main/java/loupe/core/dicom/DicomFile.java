package loupe.core.dicom;

import java.util.List;

/// What was read from one DICOM file.
///
/// @param syntax how the data set is encoded
/// @param meta file meta information; empty where the file has none
/// @param data the data set
/// @param truncated whether the file ended inside an element; what was complete is kept
/// @param warnings what is odd about the file, as sentences without values from it
public record DicomFile(
        TransferSyntax syntax, DataSet meta, DataSet data, boolean truncated, List<String> warnings) {
    /// Copies the list.
    public DicomFile {
        warnings = List.copyOf(warnings);
    }

    /// Says nothing of its content, so that no log can.
    @Override
    public String toString() {
        return "DicomFile";
    }
}
