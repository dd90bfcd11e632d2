package loupe.core.segment.operation.doubt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import loupe.core.segment.Mask;
import loupe.core.segment.VoxelBox;
import loupe.core.segment.block.SliceBytes;
import loupe.core.segment.operation.ValueLimit;
import loupe.core.segment.operation.ValueRange;
import loupe.core.segment.operation.VoxelField;
import loupe.core.work.JobContext;
import loupe.core.work.SharedLoop;

/// The places of a mask's border at which a model was in doubt: border voxels, on both sides of it, of much doubt that hang together,
/// the heaviest (doubt times volume) first.
///
/// @param doubt for every voxel, such as the entropy of a probability ([BinaryEntropy]); on the mask's grid
/// @param least doubt from which a voxel counts
public record DoubtfulBorder(VoxelField doubt, double least) {
    /// The places.
    ///
    /// @throws loupe.core.work.CancelledException if stopped
    public List<DoubtfulPlace> of(Mask mask, Differences.Floor floor, JobContext job) {
        Mask doubtful = new ValueLimit(ValueRange.from(least), doubt).within(border(mask, job));
        double voxelMm3 = mask.grid().voxelMm3();
        List<DoubtfulPlace> out = new ArrayList<>();
        for (Mask part : floor.parts(doubtful, 4L * floor.most(), job)) {
            double weight = sum(part) * voxelMm3;
            out.add(Middle.of(part).place(part.count() * voxelMm3, weight, DoubtfulPlace.Kind.BORDER));
            job.checkCancelled();
        }
        out.sort(Comparator.comparingDouble(p -> -p.weight()));
        return List.copyOf(out.subList(0, Math.min(floor.most(), out.size())));
    }

    private double sum(Mask part) {
        float[] values = new float[part.grid().voxelsPerSlice()];
        double[] sum = new double[1];
        for (int s = 0; s < part.grid().slices(); s++) {
            if (!part.isEmpty(s)) {
                doubt.slice(s, values);
                part.forEachRun(s, (start, length) -> {
                    for (int i = start; i < start + length; i++) {
                        sum[0] += values[i];
                    }
                });
            }
        }
        return sum[0];
    }

    /// The voxels with a neighbour by a side of which one is in the mask and the other is not.
    static Mask border(Mask mask, JobContext job) {
        if (mask.isEmpty()) {
            return mask;
        }
        VoxelBox box = mask.box().orElseThrow().widened(1, 1, 1, mask.grid());
        Mask.Builder out = Mask.builder(mask.grid());
        SharedLoop.quietly(box.first().slice(), box.last().slice(), job, s -> {
            byte[] own = bytes(mask, box, s);
            byte[] below = s > 0 ? bytes(mask, box, s - 1) : own;
            byte[] above = s + 1 < mask.grid().slices() ? bytes(mask, box, s + 1) : own;
            byte[] on = new byte[own.length];
            int wide = box.columns();
            for (int i = 0; i < own.length; i++) {
                int column = i % wide;
                boolean differs = own[i] != below[i]
                        || own[i] != above[i]
                        || column > 0 && own[i] != own[i - 1]
                        || column + 1 < wide && own[i] != own[i + 1]
                        || i >= wide && own[i] != own[i - wide]
                        || i + wide < own.length && own[i] != own[i + wide];
                on[i] = (byte) (differs ? 1 : 0);
            }
            SliceBytes.write(on, box, s, out);
        });
        return out.build();
    }

    private static byte[] bytes(Mask mask, VoxelBox box, int slice) {
        byte[] out = new byte[box.columns() * box.rows()];
        SliceBytes.read(mask, box, slice, out);
        return out;
    }
}
