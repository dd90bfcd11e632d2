package loupe.core.segment.region;

import java.util.ArrayList;
import java.util.List;

/// Leaves corners out that lie too near to the one before.
final class Thinning {
    private Thinning() {}

    static List<PlanePoint> of(List<PlanePoint> points, double mm) {
        List<PlanePoint> out = new ArrayList<>();
        for (PlanePoint p : points) {
            if (out.isEmpty() || distance(out.getLast(), p) >= mm) {
                out.add(p);
            }
        }
        return out.size() < 3 ? points : out;
    }

    private static double distance(PlanePoint a, PlanePoint b) {
        return Math.hypot(a.rightMm() - b.rightMm(), a.downMm() - b.downMm());
    }
}
