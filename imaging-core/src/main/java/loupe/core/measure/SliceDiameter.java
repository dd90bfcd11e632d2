package loupe.core.measure;

import java.util.Arrays;
import loupe.core.geometry.PatientVector;
import loupe.core.segment.Mask;

/// The longest line in a slice of a mask, in pixels, and what is square on it.
///
/// @param mask the mask
/// @param slice slice of the line
/// @param line its ends: column, row, column, row
/// @param length its length in the unit of the grid's steps; 0 where there is none
record SliceDiameter(Mask mask, int slice, double[] line, double length) {
    static SliceDiameter none(Mask mask) {
        return new SliceDiameter(mask, 0, new double[4], 0);
    }

    /// The longest line of another slice, if it is longer.
    SliceDiameter orLonger(int other) {
        double[][] edge = edge(other);
        double[] found = line;
        double most = length * length * (1 + 1e-12);
        boolean longer = false;
        for (int i = 0; i < edge.length; i++) {
            for (int j = i + 1; j < edge.length; j++) {
                double d = squared(edge[j][0] - edge[i][0], edge[j][1] - edge[i][1]);
                if (d > most && inside(other, edge[i], edge[j])) {
                    most = d * (1 + 1e-12);
                    found = new double[] {edge[i][0], edge[i][1], edge[j][0], edge[j][1]};
                    longer = true;
                }
            }
        }
        if (!longer) {
            return this;
        }
        return new SliceDiameter(mask, other, found, Math.sqrt(squared(found[2] - found[0], found[3] - found[1])));
    }

    /// Half-way between pixels in the mask and their neighbours outside, those first that are far from the middle.
    private double[][] edge(int s) {
        int columns = mask.grid().columns();
        double[][] out = new double[64][];
        int n = 0;
        for (int i = 0; i < mask.grid().voxelsPerSlice(); i++) {
            if (!mask.contains(s, i)) {
                continue;
            }
            int c = i % columns;
            int r = i / columns;
            for (int side = 0; side < 4; side++) {
                int dc = side == 0 ? 1 : side == 1 ? -1 : 0;
                int dr = side == 2 ? 1 : side == 3 ? -1 : 0;
                if (!in(s, c + dc, r + dr)) {
                    if (n == out.length) {
                        out = Arrays.copyOf(out, 2 * n);
                    }
                    out[n++] = new double[] {c + dc / 2.0, r + dr / 2.0};
                }
            }
        }
        double[][] edge = Arrays.copyOf(out, n);
        double c = Arrays.stream(edge).mapToDouble(p -> p[0]).average().orElse(0);
        double r = Arrays.stream(edge).mapToDouble(p -> p[1]).average().orElse(0);
        Arrays.sort(edge, (a, b) -> Double.compare(squared(b[0] - c, b[1] - r), squared(a[0] - c, a[1] - r)));
        return edge;
    }

    private boolean in(int s, int column, int row) {
        return mask.grid().contains(column, row, s) && mask.contains(column, row, s);
    }

    /// Whether a place lies on a pixel of the mask or so near to one, in pixels.
    private boolean covered(int s, double column, double row, double near) {
        int left = (int) Math.floor(column + 0.5 - near);
        int right = (int) Math.floor(column + 0.5 + near);
        int top = (int) Math.floor(row + 0.5 - near);
        int bottom = (int) Math.floor(row + 0.5 + near);
        return in(s, left, top) || in(s, right, bottom) || in(s, left, bottom) || in(s, right, top);
    }

    /// Looked at four times a pixel.
    private boolean inside(int s, double[] from, double[] to) {
        int n = (int) Math.ceil(4 * Math.hypot(to[0] - from[0], to[1] - from[1])) + 1;
        for (int k = 0; k < n; k++) {
            double t = (k + 0.5) / n;
            if (!covered(s, from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1]), 1e-6)) {
                return false;
            }
        }
        return true;
    }

    private double squared(double columns, double rows) {
        PatientVector v = mask.grid().columnStep().times(columns).plus(mask.grid().rowStep().times(rows));
        return v.dot(v);
    }

    /// The longest line at a right angle to this one that crosses it, within the mask.
    double[] square() {
        PatientVector a = mask.grid().columnStep();
        PatientVector b = mask.grid().rowStep();
        PatientVector along = a.times(line[2] - line[0]).plus(b.times(line[3] - line[1])).unit();
        PatientVector across = a.cross(b).unit().cross(along);
        // In pixels, from the plane's two steps, which need not be square on each other.
        double aa = a.dot(a);
        double bb = b.dot(b);
        double ab = a.dot(b);
        double det = aa * bb - ab * ab;
        double dc = (across.dot(a) * bb - across.dot(b) * ab) / det;
        double dr = (across.dot(b) * aa - across.dot(a) * ab) / det;
        int n = (int) Math.ceil(8 * Math.hypot(line[2] - line[0], line[3] - line[1]));
        double[] best = {line[0], line[1], line[0], line[1]};
        double most = -1;
        for (int k = 0; k < n; k++) {
            double t = (k + 0.5) / n;
            double c = line[0] + t * (line[2] - line[0]);
            double r = line[1] + t * (line[3] - line[1]);
            double up = reach(c, r, dc, dr);
            double down = reach(c, r, -dc, -dr);
            if (up + down > most + 1e-9) {
                most = up + down;
                best = new double[] {c + up * dc, r + up * dr, c - down * dc, r - down * dr};
            }
        }
        return best;
    }

    /// How far the mask goes on in a direction, in units of the direction: by quarter pixels, the last one halved until exact.
    private double reach(double column, double row, double dc, double dr) {
        double step = 0.25 / Math.hypot(dc, dr);
        double in = 0;
        while (covered(slice, column + (in + step) * dc, row + (in + step) * dr, 0)) {
            in += step;
        }
        double out = in + step;
        for (int i = 0; i < 40; i++) {
            double middle = (in + out) / 2;
            if (covered(slice, column + middle * dc, row + middle * dr, 0)) {
                in = middle;
            } else {
                out = middle;
            }
        }
        return in;
    }
}
