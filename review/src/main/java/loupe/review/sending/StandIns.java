package loupe.review.sending;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.review.ReviewException;

/// Which UID at the node a stand-in of this store is. Stand-ins are keyed digests, so nothing is kept to go back: what the node
/// tells is put through the same key and compared. Identified: in memory only, for one sending.
final class StandIns {
    private final Map<String, String> originals = new HashMap<>();
    private final Set<String> stored = new HashSet<>();

    /// A UID the node has, and its stand-in.
    void add(String standIn, String original) {
        originals.put(standIn, original);
    }

    /// All UIDs a stored image says of itself: a result that names one of them must find it at the node.
    void stored(DataSet header) {
        for (int tag : new int[] {Tag.StudyInstanceUID, Tag.SeriesInstanceUID, Tag.SOPInstanceUID, Tag.FrameOfReferenceUID}) {
            header.string(tag).ifPresent(stored::add);
        }
    }

    /// Whether it is known at the node.
    boolean known(String standIn) {
        return originals.containsKey(standIn);
    }

    /// The UID that goes out for one.
    ///
    /// @param mustBeKnown whether it refers to something that has to be there
    /// @param own UIDs of the objects that go out themselves
    /// @throws ReviewException if it stands for something the node does not have
    String original(String uid, boolean mustBeKnown, Set<String> own) throws ReviewException {
        String original = originals.get(uid);
        if (original != null) {
            return original;
        }
        if (stored.contains(uid) || mustBeKnown && !own.contains(uid)) {
            throw new ReviewException("the result refers to an image, a series or a frame of reference that the node does not have"
                    + " any more; nothing was sent");
        }
        return uid;
    }

    /// All stand-ins the node has an original of.
    Set<String> all() {
        return Set.copyOf(originals.keySet());
    }

    /// Says nothing of them.
    @Override
    public String toString() {
        return "StandIns " + originals.size();
    }
}
