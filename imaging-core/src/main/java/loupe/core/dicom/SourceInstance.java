package loupe.core.dicom;

/// One DICOM instance as it came from outside: identified, in memory only. It must never reach app, inference or store.
///
/// @param syntax how pixels inside are encoded
/// @param meta file meta information (group 0002); may be empty
/// @param data the data set, pixel data included
public record SourceInstance(TransferSyntax syntax, DataSet meta, DataSet data) {
    /// Says nothing of its content, so that no log can.
    @Override
    public String toString() {
        return "SourceInstance";
    }
}
