package loupe.core.slide;

import java.util.Map;
import java.util.TreeMap;

/// A counting frame (Gundersen 1977): what lies in it counts, so does what is cut by its upper or right edge only; what touches the
/// left or lower edge, or their extensions, does not. Frames laid side by side count each object once. An object is taken as the box
/// about it.
///
/// @param box the frame
public record CountingFrame(SlideView.Box box) {
    /// Whether an object counts.
    public boolean counts(FeatureOutline o) {
        SlideView.Box b = o.box();
        return b.left() > box.left() && b.left() <= box.right() && b.bottom() < box.bottom() && b.bottom() >= box.top();
    }

    /// How many objects count, by class.
    public Map<String, Integer> counted(FeatureLayer layer) {
        Map<String, Integer> out = new TreeMap<>();
        layer.touching(box, s -> {
            if (counts(s.feature().outline())) {
                out.merge(s.feature().classification(), 1, Integer::sum);
            }
        });
        return out;
    }
}
