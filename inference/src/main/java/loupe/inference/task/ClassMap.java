package loupe.inference.task;

import java.nio.FloatBuffer;
import loupe.inference.engine.ModelException;
import loupe.inference.tensor.FloatTensor;

/// The winning class of each voxel and how sure the model is of it.
final class ClassMap {
    private final byte[] winner;
    private final float[] sure;

    private ClassMap(byte[] winner, float[] sure) {
        this.winner = winner;
        this.sure = sure;
    }

    /// From logits [1,classes,a,b,c].
    ///
    /// @param voxels number of voxels the answer must have
    /// @param highest highest class the card names
    static ClassMap of(FloatTensor logits, int voxels, int highest) throws ModelException {
        long[] shape = logits.shape();
        boolean fits = shape.length == 5 && shape[0] == 1 && shape[1] > highest && shape[1] <= 127
                && logits.values().capacity() == shape[1] * voxels;
        if (!fits) {
            throw new ModelException("the model's output does not have the classes its card names");
        }
        int classes = logits.length(1);
        byte[] winner = new byte[voxels];
        float[] best = new float[voxels];
        FloatBuffer values = logits.values();
        values.get(0, best);
        float[] plane = new float[voxels];
        for (int k = 1; k < classes; k++) {
            values.get(k * voxels, plane);
            for (int i = 0; i < voxels; i++) {
                if (plane[i] > best[i]) {
                    best[i] = plane[i];
                    winner[i] = (byte) k;
                }
            }
        }
        return new ClassMap(winner, softmax(values, best, plane, classes));
    }

    /// From class numbers; how sure the model was, it does not say: 1.
    static ClassMap ofLabels(byte[] labels, int voxels) throws ModelException {
        if (labels.length != voxels) {
            throw new ModelException("the model's output does not have one class a voxel; its card does not fit it");
        }
        float[] sure = new float[voxels];
        java.util.Arrays.fill(sure, 1);
        return new ClassMap(labels, sure);
    }

    private static float[] softmax(FloatBuffer values, float[] best, float[] plane, int classes) throws ModelException {
        float[] sum = new float[best.length];
        for (int k = 0; k < classes; k++) {
            values.get(k * best.length, plane);
            for (int i = 0; i < best.length; i++) {
                float below = plane[i] - best[i];
                sum[i] += below <= -12 ? 0 : (float) Math.exp(below);
            }
        }
        for (int i = 0; i < sum.length; i++) {
            if (!(sum[i] > 0)) {
                throw new ModelException("the model's output holds numbers that are none; the model must not be used");
            }
            sum[i] = 1 / sum[i];
        }
        return sum;
    }

    int winner(int voxel) {
        return winner[voxel] & 0xff;
    }

    float sure(int voxel) {
        return sure[voxel];
    }
}
