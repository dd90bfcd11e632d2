package loupe.core.dicom.presentation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;

/// Which images and frames an object means.
///
/// @param frames for each SOP Instance UID the numbers of its frames, from 1; none where all are meant
public record ImageRefs(Map<String, Set<Integer>> frames) {
    /// Copies the map.
    public ImageRefs {
        frames = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(frames));
    }

    /// An image or frame.
    ///
    /// @param frame index from 0
    public record Place(String sopInstanceUid, int frame) {}

    /// Items of Referenced Image Sequence.
    static ImageRefs of(List<DataSet> items) {
        Map<String, Set<Integer>> out = new LinkedHashMap<>();
        for (DataSet i : items) {
            Set<Integer> frames = new HashSet<>();
            for (double n : i.doubles(Tag.ReferencedFrameNumber)) {
                frames.add((int) n);
            }
            Set<Integer> before = out.get(i.string(Tag.ReferencedSOPInstanceUID, ""));
            if (before != null && (before.isEmpty() || frames.isEmpty())) {
                frames = new HashSet<>();
            } else if (before != null) {
                frames.addAll(before);
            }
            out.put(i.string(Tag.ReferencedSOPInstanceUID, ""), frames);
        }
        return new ImageRefs(out);
    }

    /// Whether it means a frame.
    ///
    /// @param frame index from 0
    public boolean names(String sopInstanceUid, int frame) {
        Set<Integer> of = frames.get(sopInstanceUid);
        return of != null && (of.isEmpty() || of.contains(frame + 1));
    }

    /// Whether it names nothing, which within an object means everything the object names.
    public boolean isEmpty() {
        return frames.isEmpty();
    }

    /// The images in the object's order, each by the first of its frames that is meant.
    public List<Place> places() {
        List<Place> out = new ArrayList<>();
        frames.forEach((uid, of) -> out.add(new Place(uid, of.stream().mapToInt(n -> n - 1).min().orElse(0))));
        return out;
    }
}
