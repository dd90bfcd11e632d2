package loupe.core.segment.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import loupe.core.segment.Mask;
import loupe.core.segment.MaskDelta;

/// What becomes of other segments where one gains voxels. One gesture, one step: all its changes belong together. What locked segments
/// hold is kept out of the change by [EditLimits].
public enum OverlapPolicy {
    /// They lose the voxels.
    OVERWRITE_ALL,
    /// Those that are shown lose the voxels.
    OVERWRITE_VISIBLE,
    /// Segments may overlap.
    ALLOW;

    /// The changes of all segments: the edited one's first, then others' by number; none that flips nothing.
    ///
    /// @param edited number of the segment the gesture is for
    /// @param delta what it flips there
    /// @param masks every segment's voxels by number
    /// @param visible numbers of the segments that are shown
    /// @throws IllegalArgumentException if `masks` lacks the edited segment
    public List<SegmentChange> changes(int edited, MaskDelta delta, Map<Integer, Mask> masks, Set<Integer> visible) {
        Mask before = masks.get(edited);
        if (before == null) {
            throw new IllegalArgumentException("no segment " + edited);
        }
        List<SegmentChange> out = new ArrayList<>();
        add(out, edited, delta);
        if (this != ALLOW) {
            Mask gained = before.apply(delta).andNot(before);
            new TreeMap<>(masks).forEach((number, mask) -> {
                if (number != edited && (this == OVERWRITE_ALL || visible.contains(number))) {
                    add(out, number, mask.and(gained).asDelta());
                }
            });
        }
        return out;
    }

    private static void add(List<SegmentChange> out, int number, MaskDelta delta) {
        if (!delta.isEmpty()) {
            out.add(new SegmentChange(number, delta));
        }
    }
}
