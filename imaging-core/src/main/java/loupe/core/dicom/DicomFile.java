package loupe.core.dicom;

import java.util.List;
import java.util.Optional;

/// What was read from one DICOM file.
///
/// @param syntax how the data set is encoded
/// @param meta file meta information; empty where the file has none
/// @param data the data set
/// @param truncated whether the file ended inside an element; what was complete is kept
/// @param cutPixels the pixel data the file ended in, as far as it goes; it is not part of the data set where its
///     length was given. Which frames of it are whole is told by `codec.WholeFrames`.
/// @param warnings what is odd about the file, as sentences without values from it
public record DicomFile(
        TransferSyntax syntax,
        DataSet meta,
        DataSet data,
        boolean truncated,
        Optional<Element> cutPixels,
        List<String> warnings) {
    private static final String MEDIA_DIRECTORY = "1.2.840.10008.1.3.10";
    private static final int DIRECTORY_RECORDS = 0x00041220;

    /// Copies the list.
    public DicomFile {
        warnings = List.copyOf(warnings);
    }

    /// Whether this is a DICOMDIR: an index of other files, with nothing in it to import. An instance is none, whatever
    /// elements of a directory stand in it.
    public boolean isDirectory() {
        return meta.string(Tag.MediaStorageSOPClassUID, "").equals(MEDIA_DIRECTORY)
                || data.contains(DIRECTORY_RECORDS) && data.string(Tag.SOPInstanceUID).isEmpty();
    }

    /// Says nothing of its content, so that no log can.
    @Override
    public String toString() {
        return "DicomFile";
    }
}
