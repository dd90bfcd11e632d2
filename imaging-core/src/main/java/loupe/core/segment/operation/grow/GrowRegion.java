package loupe.core.segment.operation.grow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Mask;
import loupe.core.segment.VoxelBox;
import loupe.core.segment.block.SliceBytes;
import loupe.core.segment.operation.ValueSpread;
import loupe.core.work.JobContext;
import loupe.core.work.SharedLoop;

/// The voxels of a region with one closed voxel around them, so that no way leaves it: levels of their values and segments. They lie in
/// bricks of 8 x 8 x 8, so that neighbours are near in memory.
final class GrowRegion {
    static final byte CLOSED = -1;
    static final int BRICK = 512;
    private static final int LEVELS = 16_383;

    final short[] level;
    /// Number of a segment from 1; 0 for none yet; [#CLOSED] where no way goes.
    final byte[] segment;

    private final GrowFromSeeds task;
    private final VoxelBox box;
    private final VoxelGrid grid;
    private final int bricksWide;
    private final int bricksFlat;
    private double scale = 1;

    GrowRegion(GrowFromSeeds task, VoxelBox box) {
        this.task = task;
        this.box = box;
        this.grid = task.image().grid();
        this.bricksWide = bricks(box.columns());
        this.bricksFlat = bricksWide * bricks(box.rows());
        int size = Math.multiplyExact(bricksFlat * bricks(box.slices()), BRICK);
        this.level = new short[size];
        this.segment = new byte[size];
    }

    private static int bricks(int voxels) {
        return (voxels + 2 + 7) >> 3;
    }

    private int at(int column, int row, int slice) {
        return brick(column - box.first().column() + 1, row - box.first().row() + 1, slice - box.first().slice() + 1);
    }

    private int brick(int x, int y, int z) {
        int brick = (z >> 3) * bricksFlat + (y >> 3) * bricksWide + (x >> 3);
        return brick * BRICK + ((z & 7) << 6 | (y & 7) << 3 | x & 7);
    }

    void read(List<Mask> seeds, JobContext job) {
        Arrays.fill(segment, CLOSED);
        ValueSpread spread = ValueSpread.of(task.image(), box, job);
        scale = levelsAUnit(spread);
        SharedLoop.quietly(box.first().slice(), box.last().slice(), job, s -> {
            levels(s, spread.least());
            seeds(s, seeds);
        });
    }

    /// Whole numbers keep their own levels where they are few enough.
    private static double levelsAUnit(ValueSpread spread) {
        double across = spread.most() - spread.least();
        return !(across > 0) || spread.whole() && across <= LEVELS ? 1 : LEVELS / across;
    }

    private void levels(int slice, double least) {
        float[] values = new float[grid.voxelsPerSlice()];
        task.image().slice(slice, values);
        byte[] open = new byte[box.columns() * box.rows()];
        if (task.within().isPresent()) {
            SliceBytes.read(task.within().get(), box, slice, open);
        } else {
            Arrays.fill(open, (byte) 1);
        }
        for (int row = box.first().row(), i = 0; row <= box.last().row(); row++) {
            for (int c = box.first().column(); c <= box.last().column(); c++, i++) {
                float v = values[row * grid.columns() + c];
                if (open[i] != 0 && Float.isFinite(v)) {
                    int to = at(c, row, slice);
                    segment[to] = 0;
                    level[to] = (short) Math.rint((v - least) * scale);
                }
            }
        }
    }

    private void seeds(int slice, List<Mask> seeds) {
        byte[] bytes = new byte[box.columns() * box.rows()];
        for (int m = seeds.size() - 1; m >= 0; m--) {
            if (SliceBytes.read(seeds.get(m), box, slice, bytes)) {
                for (int row = box.first().row(), i = 0; row <= box.last().row(); row++) {
                    for (int c = box.first().column(); c <= box.last().column(); c++, i++) {
                        int to = at(c, row, slice);
                        segment[to] = bytes[i] != 0 && segment[to] != CLOSED ? (byte) (m + 1) : segment[to];
                    }
                }
            }
        }
    }

    /// Steps to the 26 neighbours, by the place in a brick.
    int[][] steps() {
        int[][] out = new int[BRICK][26];
        for (int place = 0; place < BRICK; place++) {
            int x = 8 + (place & 7);
            int y = 8 + (place >> 3 & 7);
            int z = 8 + (place >> 6);
            int n = 0;
            for (int i = 0; i < 27; i++) {
                if (i != 13) {
                    out[place][n++] = brick(x + i % 3 - 1, y + i / 3 % 3 - 1, z + i / 9 - 1) - brick(x, y, z);
                }
            }
        }
        return out;
    }

    /// What the length of each step costs, in levels.
    int[] lengths() {
        int[] out = new int[26];
        int n = 0;
        for (int i = 0; i < 27; i++) {
            PatientVector way = grid.columnStep()
                    .times(i % 3 - 1)
                    .plus(grid.rowStep().times(i / 3 % 3 - 1))
                    .plus(grid.sliceStep().times(i / 9 - 1));
            if (i != 13) {
                out[n++] = (int) Math.min(LEVELS, Math.rint(task.perMm() * way.lengthMm() * scale));
            }
        }
        return out;
    }

    /// What each segment has.
    List<Mask> masks(int count) {
        List<Mask> out = new ArrayList<>();
        for (int m = 1; m <= count; m++) {
            byte own = (byte) m;
            Mask.Builder builder = Mask.builder(grid);
            SharedLoop.quietly(box.first().slice(), box.last().slice(), JobContext.unattended(), s -> {
                byte[] bytes = new byte[box.columns() * box.rows()];
                for (int row = box.first().row(), i = 0; row <= box.last().row(); row++) {
                    for (int c = box.first().column(); c <= box.last().column(); c++, i++) {
                        bytes[i] = (byte) (segment[at(c, row, s)] == own ? 1 : 0);
                    }
                }
                SliceBytes.write(bytes, box, s, builder);
            });
            out.add(builder.build());
        }
        return out;
    }
}
