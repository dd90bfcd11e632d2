package loupe.inference.task;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Boxes of neighbouring slices that overlap are one thing: chains them slice by slice, and drops weaker things that overlap
/// a stronger one (non-maximum suppression).
final class BoxChain {
    /// A slice may be missing between two boxes of a chain.
    private static final int GAP = 2;

    private final List<Box3> boxes = new ArrayList<>();

    private BoxChain(Box3 first) {
        boxes.add(first);
    }

    private Box3 last() {
        return boxes.getLast();
    }

    /// Joins the boxes of all slices.
    ///
    /// @param found each one slice thick
    /// @param overlap least intersection over union of boxes of one thing, 0 to 1
    /// @param fewest fewest slices of a thing
    /// @return strongest first
    static List<Box3> joined(List<Box3> found, double overlap, int fewest) {
        List<Box3> order = new ArrayList<>(found);
        order.sort(Comparator.comparingDouble(Box3::front).thenComparing(Comparator.comparingDouble(Box3::score).reversed()));
        List<BoxChain> chains = new ArrayList<>();
        for (Box3 b : order) {
            BoxChain best = null;
            double most = overlap;
            for (BoxChain c : chains) {
                boolean near = c.last().label() == b.label() && b.front() > c.last().front() && b.front() - c.last().front() <= GAP;
                if (near && c.last().overlapInPlane(b) >= most) {
                    most = c.last().overlapInPlane(b);
                    best = c;
                }
            }
            if (best == null) {
                chains.add(new BoxChain(b));
            } else {
                best.boxes.add(b);
            }
        }
        List<Box3> whole = new ArrayList<>(chains.stream().filter(c -> c.boxes.size() >= fewest).map(BoxChain::whole).toList());
        whole.sort(Comparator.comparingDouble(Box3::score).reversed());
        List<Box3> kept = new ArrayList<>();
        for (Box3 b : whole) {
            if (kept.stream().noneMatch(k -> k.label() == b.label() && k.overlap(b) >= overlap)) {
                kept.add(b);
            }
        }
        return kept;
    }

    /// Its score is its best slice's; in the slice it is as large as its largest box.
    private Box3 whole() {
        Box3 all = boxes.getFirst();
        for (Box3 b : boxes) {
            all = new Box3(b.label(), Math.max(all.score(), b.score()), Math.min(all.left(), b.left()), Math.min(all.top(), b.top()),
                    Math.min(all.front(), b.front()), Math.max(all.right(), b.right()), Math.max(all.bottom(), b.bottom()),
                    Math.max(all.back(), b.back()));
        }
        return all;
    }
}
