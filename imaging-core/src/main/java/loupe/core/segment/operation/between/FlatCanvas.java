package loupe.core.segment.operation.between;

import java.util.ArrayList;
import java.util.List;
import loupe.core.geometry.Voxel;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Mask;
import loupe.core.segment.VoxelBox;
import loupe.core.segment.block.FlatDistance;

/// The layers of a mask along one axis of its grid, cut to its box and a margin of an eighth of that, two pixels at least.
final class FlatCanvas {
    private final Mask mask;
    private final VoxelGrid grid;
    private final int axis;
    private final VoxelBox box;
    private final FlatFrame frame;

    FlatCanvas(Mask mask, VoxelBox ofMask, int axis) {
        this.mask = mask;
        this.grid = mask.grid();
        this.axis = axis;
        this.box = ofMask.widened(
                margin(ofMask.columns()), margin(ofMask.rows()), margin(ofMask.slices()), grid);
        int wide = axis == 0 ? box.rows() : box.columns();
        int high = axis == 2 ? box.rows() : box.slices();
        this.frame = new FlatFrame(0, 0, wide, high);
    }

    private static int margin(int voxels) {
        return 2 + voxels / 8;
    }

    /// All of it.
    FlatFrame frame() {
        return frame;
    }

    /// Distances on all of it.
    FlatDistance distance() {
        double across = axis == 0 ? grid.rowMm() : grid.columnMm();
        double down = axis == 2 ? grid.rowMm() : grid.sliceMm();
        return new FlatDistance(frame.wide(), frame.high(), across, down);
    }

    private Voxel voxel(int at, int x, int y) {
        Voxel first = box.first();
        return switch (axis) {
            case 0 -> new Voxel(at, first.row() + x, first.slice() + y);
            case 1 -> new Voxel(first.column() + x, at, first.slice() + y);
            default -> new Voxel(first.column() + x, first.row() + y, at);
        };
    }

    FlatLayer layer(int at) {
        byte[] pixels = new byte[frame.size()];
        for (int y = 0, i = 0; y < frame.high(); y++) {
            for (int x = 0; x < frame.wide(); x++, i++) {
                Voxel v = voxel(at, x, y);
                pixels[i] = (byte) (mask.contains(v.slice(), v.row() * grid.columns() + v.column()) ? 1 : 0);
            }
        }
        return new FlatLayer(at, frame, pixels);
    }

    void write(FlatLayer layer, Mask.Builder out) {
        FlatFrame part = layer.frame();
        for (int y = 0, i = 0; y < part.high(); y++) {
            for (int x = 0; x < part.wide(); x++, i++) {
                if (layer.pixels()[i] != 0) {
                    Voxel v = voxel(layer.at(), x + part.left(), y + part.top());
                    out.add(v.column(), v.row(), v.slice());
                }
            }
        }
    }

    /// Pairs of layers that count and follow each other with nothing but empty layers between.
    List<int[]> gaps() {
        boolean[] drawn = drawn();
        List<int[]> out = new ArrayList<>();
        int before = -1;
        for (int i = 0; i < drawn.length; i++) {
            if (drawn[i]) {
                boolean counts = (i == 0 || !drawn[i - 1]) && (i == drawn.length - 1 || !drawn[i + 1]);
                if (counts && before >= 0) {
                    out.add(new int[] {before, i});
                }
                before = counts ? i : -1;
            }
        }
        return out;
    }

    /// Which layers have a voxel.
    private boolean[] drawn() {
        boolean[] out = new boolean[axis == 0 ? grid.columns() : axis == 1 ? grid.rows() : grid.slices()];
        for (int s = 0; s < grid.slices(); s++) {
            if (axis == 2) {
                out[s] = !mask.isEmpty(s);
            } else {
                mask.forEachRun(s, (start, length) -> {
                    for (int i = start; i < start + length; i++) {
                        out[axis == 0 ? i % grid.columns() : i / grid.columns()] = true;
                    }
                });
            }
        }
        return out;
    }
}
