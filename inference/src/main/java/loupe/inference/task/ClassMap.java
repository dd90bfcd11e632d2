package loupe.inference.task;

import java.nio.FloatBuffer;
import java.util.BitSet;
import java.util.Set;
import loupe.inference.engine.ModelException;
import loupe.inference.tensor.FloatTensor;
import loupe.inference.tensor.Lanes;

/// The winning class of each voxel and how sure the model is of it.
final class ClassMap {
    private static final int PART = 1 << 16;

    private final byte[] winner;
    /// Empty where the model does not say how sure it is.
    private final float[] sure;

    private ClassMap(byte[] winner, float[] sure) {
        this.winner = winner;
        this.sure = sure;
    }

    /// From logits [1,classes,a,b,c].
    ///
    /// @param voxels number of voxels the answer must have
    /// @param highest highest class the card names
    static ClassMap of(FloatTensor logits, int voxels, int highest, Lanes lanes) throws ModelException {
        long[] shape = logits.shape();
        boolean fits = shape.length == 5 && shape[0] == 1 && shape[1] > highest && shape[1] <= 127
                && logits.values().capacity() == shape[1] * voxels;
        if (!fits) {
            throw new ModelException("the model's output does not have the classes its card names");
        }
        ClassMap map = new ClassMap(new byte[voxels], new float[voxels]);
        lanes.each(Math.ceilDiv(voxels, PART), k -> map.fill(logits, k * PART, Math.min(voxels, (k + 1) * PART)));
        for (float p : map.sure) {
            if (!(p > 0)) {
                throw new ModelException("the model's output holds numbers that are none; the model must not be used");
            }
        }
        return map;
    }

    private void fill(FloatTensor logits, int from, int to) {
        int classes = logits.length(1);
        FloatBuffer values = logits.values();
        float[][] planes = new float[classes][to - from];
        for (int k = 0; k < classes; k++) {
            values.get(k * winner.length + from, planes[k]);
        }
        for (int i = 0; i < to - from; i++) {
            int best = 0;
            for (int k = 1; k < classes; k++) {
                best = planes[k][i] > planes[best][i] ? k : best;
            }
            winner[from + i] = (byte) best;
            float sum = 0;
            for (int k = 0; k < classes; k++) {
                float below = planes[k][i] - planes[best][i];
                sum += below <= -12 ? 0 : below == 0 ? 1 : (float) Math.exp(below);
            }
            sure[from + i] = 1 / sum;
        }
    }

    /// Of no class yet.
    static ClassMap empty(int voxels) {
        return new ClassMap(new byte[voxels], new float[voxels]);
    }

    /// Takes a part's voxels over.
    ///
    /// @param at where its first one lies
    void place(ClassMap part, int at) {
        System.arraycopy(part.winner, 0, winner, at, part.winner.length);
        System.arraycopy(part.sure, 0, sure, at, part.sure.length);
    }

    /// From class numbers; how sure the model was, it does not say: 1.
    static ClassMap ofLabels(byte[] labels, int voxels) throws ModelException {
        if (labels.length != voxels) {
            throw new ModelException("the model's output does not have one class a voxel; its card does not fit it");
        }
        return new ClassMap(labels, new float[0]);
    }

    /// The voxels of some classes.
    BitSet voxels(Set<Integer> classes, Lanes lanes) {
        boolean[] wanted = new boolean[256];
        classes.stream().filter(c -> c < 256).forEach(c -> wanted[c] = true);
        long[] words = new long[(winner.length + 63) / 64];
        int part = PART / 64;
        lanes.each(Math.ceilDiv(words.length, part), k -> {
            for (int i = k * PART; i < Math.min(winner.length, (k + 1) * PART); i++) {
                if (wanted[winner[i] & 0xff]) {
                    words[i >> 6] |= 1L << i;
                }
            }
        });
        return BitSet.valueOf(words);
    }

    /// How sure the model is of some voxels on average, 0 to 1; 0 of none.
    double sure(BitSet voxels) {
        if (voxels.isEmpty() || sure.length == 0) {
            return voxels.isEmpty() ? 0 : 1;
        }
        double sum = 0;
        for (int i = voxels.nextSetBit(0); i >= 0; i = voxels.nextSetBit(i + 1)) {
            sum += sure[i];
        }
        return Math.min(1, sum / voxels.cardinality());
    }
}
