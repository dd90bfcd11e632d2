package loupe.core.segment.operation.outline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.segment.region.FlatOutline;
import loupe.core.segment.region.PlanePoint;

/// The outline of equal value through a pixel: that of the pixels of its value or more that hang together with it by sides. Between such a
/// pixel and one beside it the outline lies where the value falls off, in proportion; holes are left in.
public final class LevelTrace {
    private static final int[] RIGHT = {1, 0, -1, 0};
    private static final int[] DOWN = {0, 1, 0, -1};
    private static final double NEAR = 1e-3;

    private final GrayPicture picture;
    private final float level;
    private final boolean[] in;

    private LevelTrace(GrayPicture picture, int column, int row) {
        this.picture = picture;
        this.level = picture.value(column, row);
        this.in = new boolean[picture.columns() * picture.rows()];
        flood(row * picture.columns() + column);
    }

    /// The outline, in the picture's millimetres; empty where the pixel lies outside or has no number.
    public static Optional<FlatOutline.Polygon> through(GrayPicture picture, int column, int row) {
        if (!picture.contains(column, row) || Float.isNaN(picture.value(column, row))) {
            return Optional.empty();
        }
        return Optional.of(new LevelTrace(picture, column, row).outline());
    }

    private void flood(int from) {
        int columns = picture.columns();
        int[] stack = new int[in.length];
        int size = 0;
        stack[size++] = from;
        in[from] = true;
        while (size > 0) {
            int at = stack[--size];
            for (int d = 0; d < 4; d++) {
                int c = at % columns + RIGHT[d];
                int r = at / columns + DOWN[d];
                if (picture.contains(c, r) && !in[r * columns + c] && picture.value(c, r) >= level) {
                    in[r * columns + c] = true;
                    stack[size++] = r * columns + c;
                }
            }
        }
    }

    private boolean inside(int column, int row) {
        return picture.contains(column, row) && in[row * picture.columns() + column];
    }

    /// Walks clockwise along the sides between pixels inside and outside, from the top side of the first pixel on.
    private FlatOutline.Polygon outline() {
        int first = 0;
        while (!in[first]) {
            first++;
        }
        int c = first % picture.columns();
        int r = first / picture.columns();
        int d = 3;
        List<PlanePoint> out = new ArrayList<>();
        do {
            out.add(crossing(c, r, d));
            int on = (d + 1) % 4;
            if (inside(c + RIGHT[on], r + DOWN[on])) {
                c += RIGHT[on];
                r += DOWN[on];
                if (inside(c + RIGHT[d], r + DOWN[d])) {
                    c += RIGHT[d];
                    r += DOWN[d];
                    d = (d + 3) % 4;
                }
            } else {
                d = on;
            }
        } while (r * picture.columns() + c != first || d != 3);
        return new FlatOutline.Polygon(out);
    }

    /// Where the value falls below the level on the way from a pixel inside to one outside.
    private PlanePoint crossing(int c, int r, int d) {
        int x = c + RIGHT[d];
        int y = r + DOWN[d];
        double share = 0.5;
        if (picture.contains(x, y) && picture.value(x, y) < level) {
            double own = picture.value(c, r);
            share = Math.clamp((own - level) / (own - picture.value(x, y)), NEAR, 1 - NEAR);
        }
        share = Double.isNaN(share) ? 0.5 : share;
        return picture.place(c + share * RIGHT[d], r + share * DOWN[d]);
    }
}
