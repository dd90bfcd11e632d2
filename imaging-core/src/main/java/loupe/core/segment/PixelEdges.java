package loupe.core.segment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The outlines of a mask on a slice along the edges of its pixels: filled by the even-odd rule they give exactly the mask again.
public final class PixelEdges {
    private static final int RIGHT = 0;
    private static final int DOWN = 1;
    private static final int LEFT = 2;
    private static final int[] ACROSS = {1, 0, -1, 0};
    private static final int[] ALONG = {0, 1, 0, -1};

    private final int left;
    private final int top;
    private final int width;
    /// For each corner the directions in which edges leave it, a bit each.
    private final byte[] leaving;

    private PixelEdges(Mask mask, int slice, VoxelBox box) {
        this.left = box.first().column();
        this.top = box.first().row();
        this.width = box.columns() + 1;
        this.leaving = new byte[width * (box.rows() + 1)];
        for (int r = top; r <= box.last().row(); r++) {
            for (int c = left; c <= box.last().column(); c++) {
                if (mask.contains(c, r, slice)) {
                    around(mask, c, r, slice);
                }
            }
        }
    }

    /// Outlines of a slice, holes among them. Pixels that touch at a corner alone are apart.
    ///
    /// @param slice index from 0
    /// @return for each its corners, column and row in turn, the last the first again: (0, 0) is the upper left corner of the first
    ///     pixel, (1, 1) the corner across. What is inside lies on the right as one goes along
    public static List<int[]> of(Mask mask, int slice) {
        Optional<VoxelBox> box = mask.box(slice);
        return box.isEmpty() ? List.of() : new PixelEdges(mask, slice, box.get()).rings();
    }

    /// The edges of a pixel towards what is not in the mask, clockwise.
    private void around(Mask mask, int c, int r, int slice) {
        if (outside(mask, c, r - 1, slice)) {
            leaves(c, r, RIGHT);
        }
        if (outside(mask, c + 1, r, slice)) {
            leaves(c + 1, r, DOWN);
        }
        if (outside(mask, c, r + 1, slice)) {
            leaves(c + 1, r + 1, LEFT);
        }
        if (outside(mask, c - 1, r, slice)) {
            leaves(c, r + 1, LEFT + 1);
        }
    }

    private static boolean outside(Mask mask, int c, int r, int slice) {
        return c < 0 || r < 0 || c >= mask.grid().columns() || r >= mask.grid().rows() || !mask.contains(c, r, slice);
    }

    private void leaves(int column, int row, int direction) {
        leaving[(row - top) * width + column - left] |= (byte) (1 << direction);
    }

    private List<int[]> rings() {
        List<int[]> out = new ArrayList<>();
        for (int at = 0; at < leaving.length; at++) {
            while (leaving[at] != 0) {
                out.add(ring(at));
            }
        }
        return out;
    }

    private int[] ring(int start) {
        int[] corners = new int[64];
        int n = 0;
        int at = start;
        int before = -1;
        do {
            int direction = next(at, before);
            if (direction != before) {
                if (n + 4 > corners.length) {
                    corners = Arrays.copyOf(corners, 2 * corners.length);
                }
                corners[n++] = left + at % width;
                corners[n++] = top + at / width;
            }
            leaving[at] &= (byte) ~(1 << direction);
            at += ACROSS[direction] + ALONG[direction] * width;
            before = direction;
        } while (at != start || leaving[at] != 0 && turnsBack(at, before));
        corners[n++] = corners[0];
        corners[n++] = corners[1];
        return Arrays.copyOf(corners, n);
    }

    /// Whether, come back to where a ring began, it goes on around the same pixel.
    private boolean turnsBack(int at, int before) {
        return (leaving[at] & 1 << (before + 1) % 4) != 0;
    }

    /// Where to go on: to the right if one can, around the same pixel, else straight on, else to the left.
    private int next(int at, int before) {
        if (before < 0) {
            return Integer.numberOfTrailingZeros(leaving[at]);
        }
        for (int turn = 1; turn >= -1; turn--) {
            int direction = (before + turn + 4) % 4;
            if ((leaving[at] & 1 << direction) != 0) {
                return direction;
            }
        }
        throw new IllegalStateException("an outline ends nowhere");
    }
}
