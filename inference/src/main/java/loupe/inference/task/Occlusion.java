package loupe.inference.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.work.JobContext;
import loupe.inference.card.ModelCard;
import loupe.inference.engine.ModelException;
import loupe.inference.tensor.Field;
import loupe.inference.tensor.Lanes;

/// What a slice model's answer at a place rests on: boxes around it are blanked one by one, and how far the answer falls is
/// how much each counts (Zeiler and Fergus 2014).
public final class Occlusion {
    private static final int SIDE = 64;
    private static final int SLICES = 7;
    private static final int BOX = 6;
    private static final int DEEP = 3;
    private static final double NEAR_MM = 6;

    private final ModelCard card;
    private final SliceNet net;
    private final Lanes lanes;

    /// @param card a slice model's card
    /// @param net its loaded nets
    /// @param lanes how the work is shared out
    public Occlusion(ModelCard card, SliceNet net, Lanes lanes) {
        this.card = card;
        this.net = net;
        this.lanes = lanes;
    }

    /// How much of the answer goes when the box around a voxel is blanked, 0 (nothing) to 1 (all), around a place.
    ///
    /// @param at the place, in patient space
    /// @throws ModelException if the model fails or sees nothing at the place
    public Field around(Volume volume, PatientPoint at) throws ModelException {
        Field prepared = Preparing.field(card.input(), volume, lanes);
        Optional<Field> around = net.around(prepared, lanes);
        Field crop = crop(prepared, at);
        double whole = score(crop, around, at);
        if (!(whole > 1e-3)) {
            throw new ModelException("the model sees nothing at that place; there is nothing to explain");
        }
        float blank = mean(crop.values());
        float[] out = new float[crop.values().length];
        List<int[]> boxes = boxes(crop.grid());
        for (int k = 0; k < boxes.size(); k++) {
            lanes.job().checkCancelled();
            lanes.job().progress(k, boxes.size(), "boxes");
            float[] changed = crop.values().clone();
            fill(changed, crop.grid(), boxes.get(k), blank);
            double left = score(new Field(crop.grid(), changed), around, at);
            fill(out, crop.grid(), boxes.get(k), (float) Math.clamp(1 - left / whole, 0, 1));
        }
        lanes.job().progress(boxes.size(), boxes.size(), "boxes");
        return new Field(crop.grid(), out);
    }

    private static Field crop(Field f, PatientPoint at) {
        VoxelGrid g = f.grid();
        double[] index = g.toIndex(at);
        int columns = Math.min(SIDE, g.columns() / 16 * 16);
        int rows = Math.min(SIDE, g.rows() / 16 * 16);
        int slices = Math.min(SLICES, g.slices());
        int c0 = Math.clamp((int) Math.rint(index[0]) - columns / 2, 0, g.columns() - columns);
        int r0 = Math.clamp((int) Math.rint(index[1]) - rows / 2, 0, g.rows() - rows);
        int s0 = Math.clamp((int) Math.rint(index[2]) - slices / 2, 0, g.slices() - slices);
        VoxelGrid grid = new VoxelGrid(columns, rows, slices, g.toPatient(c0, r0, s0), g.columnStep(), g.rowStep(),
                g.sliceStep(), g.frameOfReferenceUid());
        float[] out = new float[columns * rows * slices];
        for (int line = 0; line < rows * slices; line++) {
            int from = ((s0 + line / rows) * g.rows() + r0 + line % rows) * g.columns() + c0;
            System.arraycopy(f.values(), from, out, line * columns, columns);
        }
        return new Field(grid, out);
    }

    /// Mean probability near the place.
    private double score(Field crop, Optional<Field> around, PatientPoint at) throws ModelException {
        Field map = net.map(crop, around, Lanes.one(JobContext.unattended()));
        VoxelGrid g = crop.grid();
        double sum = 0;
        int count = 0;
        for (int i = 0; i < map.values().length; i++) {
            PatientPoint p = g.toPatient(i % g.columns(), i / g.columns() % g.rows(), i / g.voxelsPerSlice());
            if (p.distanceMm(at) <= NEAR_MM) {
                sum += map.values()[i];
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    private static List<int[]> boxes(VoxelGrid g) {
        List<int[]> all = new ArrayList<>();
        for (int s = 0; s < g.slices(); s += DEEP) {
            for (int r = 0; r < g.rows(); r += BOX) {
                for (int c = 0; c < g.columns(); c += BOX) {
                    all.add(new int[] {c, r, s});
                }
            }
        }
        return all;
    }

    private static void fill(float[] values, VoxelGrid g, int[] box, float with) {
        for (int s = box[2]; s < Math.min(g.slices(), box[2] + DEEP); s++) {
            for (int r = box[1]; r < Math.min(g.rows(), box[1] + BOX); r++) {
                int from = (s * g.rows() + r) * g.columns();
                Arrays.fill(values, from + box[0], from + Math.min(g.columns(), box[0] + BOX), with);
            }
        }
    }

    private static float mean(float[] values) {
        double sum = 0;
        for (float v : values) {
            sum += v;
        }
        return (float) (sum / values.length);
    }
}
