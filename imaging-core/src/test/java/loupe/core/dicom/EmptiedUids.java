package loupe.core.dicom;

/// Names for public files whose identifiers were emptied.
public final class EmptiedUids {
    private EmptiedUids() {}

    /// A header with UIDs of its own where it has none; all such files are of one series.
    ///
    /// @param index which file it is
    public static DataSet named(DataSet h, int index) {
        return h.string(Tag.SOPInstanceUID, "").isEmpty()
                ? h.toBuilder()
                        .put(Tag.SOPInstanceUID, Vr.UI, "2.25.7" + index)
                        .put(Tag.SeriesInstanceUID, Vr.UI, "2.25.8")
                        .put(Tag.FrameOfReferenceUID, Vr.UI, "2.25.9")
                        .build()
                : h;
    }
}
