package loupe.inference.task;

/// A box on a model's grid, edges in voxel edges: 0 is the outer edge of the first voxel, so a box around voxel 3 alone goes
/// from 3 to 4.
///
/// @param label index of the card's label
/// @param score 0 to 1
record Box3(int label, double score, double left, double top, double front, double right, double bottom, double back) {
    /// What two boxes share of what they cover together (intersection over union), 0 to 1.
    double overlap(Box3 o) {
        double shared = length(left, right, o.left, o.right) * length(top, bottom, o.top, o.bottom)
                * length(front, back, o.front, o.back);
        return shared <= 0 ? 0 : shared / (volume() + o.volume() - shared);
    }

    /// The same within a slice, whatever the slices.
    double overlapInPlane(Box3 o) {
        double shared = length(left, right, o.left, o.right) * length(top, bottom, o.top, o.bottom);
        return shared <= 0 ? 0 : shared / (area() + o.area() - shared);
    }

    private static double length(double a, double b, double c, double d) {
        return Math.max(0, Math.min(b, d) - Math.max(a, c));
    }

    private double area() {
        return (right - left) * (bottom - top);
    }

    private double volume() {
        return area() * (back - front);
    }
}
