package loupe.core.render;

import java.util.Optional;
import loupe.core.segment.Mask;
import loupe.core.segment.VoxelBox;

/// What the screen shows of one slice of a mask: only the part of the screen that the slice's voxels reach is looked at.
final class MaskPart {
    private static final int HATCH = 8;

    private final Layer.MaskLayer layer;
    private final Nearest near;
    private final long[] bits;
    private final Nearest.Range across;
    private final Nearest.Range down;
    private final int opaque;

    private MaskPart(Layer.MaskLayer layer, Nearest near, long[] bits, Nearest.Range across, Nearest.Range down) {
        this.layer = layer;
        this.near = near;
        this.bits = bits;
        this.across = across;
        this.down = down;
        this.opaque = SliceRenderer.opaque(layer.rgb());
    }

    /// The part of a mask's slice that is on the screen; empty if none is.
    ///
    /// @param near which voxels the screen's rows and columns show
    static Optional<MaskPart> of(Layer.MaskLayer layer, int slice, Nearest near) {
        Mask mask = layer.mask();
        if (slice < 0 || slice >= mask.grid().slices()) {
            return Optional.empty();
        }
        return mask.box(slice).flatMap(box -> {
            Nearest.Range across = near.across(box);
            Nearest.Range down = near.down(box);
            return across.isEmpty() || down.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new MaskPart(layer, near, mask.words(slice), across, down));
        });
    }

    /// Where on the screen it lies.
    PixelBox box() {
        return new PixelBox(across.first(), down.first(), across.end() - 1, down.end() - 1);
    }

    /// Draws what of it lies in a part of the screen; rows are shared over the common pool while the caller waits.
    ///
    /// @param argb the screen, near's width across
    void draw(PixelBox within, int[] argb) {
        int top = Math.max(down.first(), within.firstRow());
        int bottom = Math.min(down.end(), within.lastRow() + 1);
        int left = Math.max(0, within.firstColumn() - across.first());
        int right = Math.min(across.end(), within.lastColumn() + 1) - across.first();
        if (left < right) {
            SliceRenderer.everyShare(top, bottom, (from, end) -> rows(from, end, new Nearest.Range(left, right), argb));
        }
    }

    /// @param drawn columns, from the first across, that are drawn; those beside them say where the edge is
    private void rows(int from, int end, Nearest.Range drawn, int[] argb) {
        int width = near.width();
        boolean[] above = new boolean[across.end() - across.first()];
        boolean[] here = new boolean[above.length];
        boolean[] below = new boolean[above.length];
        row(from - 1, here);
        row(from, below);
        for (int y = from; y < end; y++) {
            boolean[] spare = above;
            above = here;
            here = below;
            below = spare;
            row(y + 1, below);
            for (int i = drawn.first(); i < drawn.end(); i++) {
                if (here[i]) {
                    int x = across.first() + i;
                    boolean edge = !above[i] || !below[i] || i == 0 || !here[i - 1] || i == here.length - 1 || !here[i + 1];
                    int at = y * width + x;
                    argb[at] = pixel(edge, x, y, argb[at]);
                }
            }
        }
    }

    /// Which of a screen row's pixels, from the first across, show a voxel of the mask; rows just beyond the screen have theirs too.
    private void row(int y, boolean[] into) {
        int base = near.down(y);
        for (int i = 0; i < into.length; i++) {
            int at = base + near.across(across.first() + i);
            into[i] = base >= 0 && (bits[at >>> 6] >>> at & 1) != 0;
        }
    }

    private int pixel(boolean edge, int x, int y, int under) {
        return switch (layer.style()) {
            case DASHED -> edge && (x + y) / SliceRenderer.DASH % 2 == 0 ? opaque : blend(under, layer.opacity());
            case SOLID -> edge ? opaque : blend(under, layer.opacity());
            case HATCHED -> edge || (x + y) % HATCH == 0 ? blend(under, Math.max(0.6, layer.opacity())) : under;
        };
    }

    private int blend(int under, double opacity) {
        return SliceRenderer.blend(under, layer.rgb(), opacity);
    }
}
