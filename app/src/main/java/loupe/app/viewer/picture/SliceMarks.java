package loupe.app.viewer.picture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.core.dicom.BlackedPlaces;
import loupe.core.dicom.DataSet;
import loupe.core.study.SliceRef;
import loupe.core.study.Stack;
import loupe.review.session.StudyImages;

/// What was done to each slice of a stack, so that whatever is cut out of it says so. Immutable.
///
/// @param slices in the stack's order
record SliceMarks(List<OfSlice> slices) {
    SliceMarks {
        slices = List.copyOf(slices);
    }

    /// What was done to one slice.
    ///
    /// @param sopInstanceUid the object it is a frame of
    /// @param lossy as [Page#lossy]
    /// @param blacked as [Page#blacked], over all frames of the object
    record OfSlice(String sopInstanceUid, String lossy, Optional<BlackedPlaces> blacked) {}

    /// Reads the headers of a stack's slices.
    static SliceMarks of(StudyImages images, Stack stack) throws IOException {
        List<OfSlice> out = new ArrayList<>();
        for (SliceRef s : stack.slices()) {
            DataSet h = images.header(s.sopInstanceUid());
            out.add(new OfSlice(s.sopInstanceUid(), Page.lossy(h), BlackedPlaces.of(h)));
        }
        return new SliceMarks(out);
    }

    /// The strongest loss among some slices, `?` where none says how strong; empty where none lost anything.
    String lossy(BitSet of) {
        String most = "";
        for (int i = of.nextSetBit(0); i >= 0; i = of.nextSetBit(i + 1)) {
            String here = slices.get(i).lossy;
            most = ratio(here) > ratio(most) ? here : most;
        }
        return most;
    }

    private static double ratio(String lossy) {
        try {
            return lossy.isEmpty() ? -1 : Math.max(0, Double.parseDouble(lossy));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /// All places blacked in the objects some slices belong to; empty where none was.
    Optional<BlackedPlaces> blacked(BitSet of) {
        Map<String, BlackedPlaces> all = new HashMap<>();
        of.stream().mapToObj(slices::get).forEach(s -> s.blacked.ifPresent(b -> all.put(s.sopInstanceUid, b)));
        return all.values().stream().reduce((a, b) -> new BlackedPlaces(a.places() + b.places(), a.pixels() + b.pixels()));
    }
}
