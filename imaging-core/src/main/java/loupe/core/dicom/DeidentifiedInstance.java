package loupe.core.dicom;

/// One instance that went through a de-identification profile; only `loupe.deid` makes it (a house rule), or a reader of
/// what was stored from it.
///
/// @param syntax how pixels inside are encoded (may differ from the source's where pixels were blacked out)
/// @param data the data set, pixel data included; UIDs are pseudonyms
public record DeidentifiedInstance(TransferSyntax syntax, DataSet data) {
    /// What stands in place of a text that was taken away where one must stand.
    public static final String TAKEN = "REMOVED";

    /// Pseudonymous SOP Instance UID.
    public String sopInstanceUid() {
        return data.string(Tag.SOPInstanceUID, "");
    }

    /// Pseudonymous Study Instance UID.
    public String studyInstanceUid() {
        return data.string(Tag.StudyInstanceUID, "");
    }

    /// Pseudonymous Series Instance UID.
    public String seriesInstanceUid() {
        return data.string(Tag.SeriesInstanceUID, "");
    }
}
