package loupe.core.segment.operation.grow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Mask;
import loupe.core.segment.VoxelBox;
import loupe.core.segment.block.SliceBytes;
import loupe.core.segment.block.SliceLoop;
import loupe.core.work.JobContext;

/// The voxels of a region with one closed voxel around them, so that no way leaves it: levels of their values and segments.
final class GrowRegion {
    static final byte CLOSED = -1;
    private static final int LEVELS = 16_383;

    final short[] level;
    /// Number of a segment from 1; 0 for none yet; [#CLOSED] where no way goes.
    final byte[] segment;
    final int wide;
    final int area;

    private final GrowFromSeeds task;
    private final VoxelBox box;
    private final VoxelGrid grid;
    private double scale = 1;

    GrowRegion(GrowFromSeeds task, VoxelBox box) {
        this.task = task;
        this.box = box;
        this.grid = task.image().grid();
        this.wide = box.columns() + 2;
        this.area = wide * (box.rows() + 2);
        int size = Math.multiplyExact(area, box.slices() + 2);
        this.level = new short[size];
        this.segment = new byte[size];
    }

    private int at(int row, int slice) {
        return (slice - box.first().slice() + 1) * area + (row - box.first().row() + 1) * wide + 1;
    }

    void read(List<Mask> seeds, JobContext job) {
        Arrays.fill(segment, CLOSED);
        LevelSpread spread = LevelSpread.of(task.image(), box, job);
        scale = spread.scale(LEVELS);
        SliceLoop.quietly(box.first().slice(), box.last().slice(), job, s -> {
            levels(s, spread.least());
            seeds(s, seeds);
        });
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
            int to = at(row, slice);
            int from = row * grid.columns() + box.first().column();
            for (int c = 0; c < box.columns(); c++, i++) {
                float v = values[from + c];
                if (open[i] != 0 && Float.isFinite(v)) {
                    segment[to + c] = 0;
                    level[to + c] = (short) Math.rint((v - least) * scale);
                }
            }
        }
    }

    private void seeds(int slice, List<Mask> seeds) {
        byte[] bytes = new byte[box.columns() * box.rows()];
        for (int m = seeds.size() - 1; m >= 0; m--) {
            if (SliceBytes.read(seeds.get(m), box, slice, bytes)) {
                for (int row = box.first().row(), i = 0; row <= box.last().row(); row++) {
                    int to = at(row, slice);
                    for (int c = 0; c < box.columns(); c++, i++) {
                        segment[to + c] = bytes[i] != 0 && segment[to + c] != CLOSED ? (byte) (m + 1) : segment[to + c];
                    }
                }
            }
        }
    }

    /// Steps to the 26 neighbours.
    int[] steps() {
        int[] out = new int[26];
        int n = 0;
        for (int i = 0; i < 27; i++) {
            if (i != 13) {
                out[n++] = (i / 9 - 1) * area + (i / 3 % 3 - 1) * wide + i % 3 - 1;
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
            SliceLoop.quietly(box.first().slice(), box.last().slice(), JobContext.unattended(), s -> {
                byte[] bytes = new byte[box.columns() * box.rows()];
                for (int row = box.first().row(), i = 0; row <= box.last().row(); row++) {
                    int from = at(row, s);
                    for (int c = 0; c < box.columns(); c++, i++) {
                        bytes[i] = (byte) (segment[from + c] == own ? 1 : 0);
                    }
                }
                SliceBytes.write(bytes, box, s, builder);
            });
            out.add(builder.build());
        }
        return out;
    }
}
