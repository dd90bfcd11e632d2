package loupe.core.dicom;

import java.util.List;

/// Finds what holds for one frame of an instance: in its own functional group, in the shared one, or (in objects without
/// groups) in the header itself (DICOM PS3.3 C.7.6.16).
public final class FunctionalGroups {
    private final DataSet header;
    private final List<DataSet> perFrame;
    private final DataSet shared;

    private FunctionalGroups(DataSet header) {
        this.header = header;
        this.perFrame = header.items(Tag.PerFrameFunctionalGroupsSequence);
        this.shared = header.items(Tag.SharedFunctionalGroupsSequence).stream()
                .findFirst()
                .orElse(DataSet.empty());
    }

    /// The groups of an instance.
    public static FunctionalGroups of(DataSet header) {
        return new FunctionalGroups(header);
    }

    /// Whether the object has functional groups.
    public boolean present() {
        return !perFrame.isEmpty() || !shared.elements().isEmpty();
    }

    /// First item of a group of a frame; the header itself where the object has no groups, empty where it lacks this one.
    ///
    /// @param frame index from 0
    /// @param tag the group's sequence
    public DataSet group(int frame, int tag) {
        return present() ? items(frame, tag).stream().findFirst().orElse(DataSet.empty()) : header;
    }

    /// All items of a group of a frame; those of the header where the object has no groups.
    public List<DataSet> items(int frame, int tag) {
        if (!present()) {
            return header.items(tag);
        }
        List<DataSet> own = frame < perFrame.size() ? perFrame.get(frame).items(tag) : List.of();
        return own.isEmpty() ? shared.items(tag) : own;
    }
}
