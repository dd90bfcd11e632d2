package loupe.sample.chest;

/// A point or displacement in millimetres, LPS, while drawing.
record Point(double x, double y, double z) {
    Point plus(Point o) {
        return new Point(x + o.x, y + o.y, z + o.z);
    }

    Point minus(Point o) {
        return new Point(x - o.x, y - o.y, z - o.z);
    }

    Point times(double f) {
        return new Point(x * f, y * f, z * f);
    }

    double dot(Point o) {
        return x * o.x + y * o.y + z * o.z;
    }

    double length() {
        return Math.sqrt(dot(this));
    }

    double distance(Point o) {
        return minus(o).length();
    }
}
