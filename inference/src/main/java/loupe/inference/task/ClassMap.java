package loupe.inference.task;

import java.nio.FloatBuffer;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loupe.inference.engine.ModelException;
import loupe.inference.tensor.FloatTensor;
import loupe.inference.tensor.Lanes;

/// The winning class of each voxel, and how probable the model finds each class where one won.
final class ClassMap {
    private static final int PART = 1 << 16;

    private final byte[] winner;
    private final Optional<ClassTally> tally;

    private ClassMap(byte[] winner, Optional<ClassTally> tally) {
        this.winner = winner;
        this.tally = tally;
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
        ClassTally tally = new ClassTally((int) shape[1]);
        ClassMap map = new ClassMap(new byte[voxels], Optional.of(tally));
        ClassTally[] parts = new ClassTally[Math.ceilDiv(voxels, PART)];
        lanes.each(parts.length, k -> parts[k] = map.fill(logits, k * PART, Math.min(voxels, (k + 1) * PART)));
        for (ClassTally part : parts) {
            tally.add(part); // in their order: the sum is the same however the work was shared out
        }
        if (!tally.numbers()) {
            throw new ModelException("the model's output holds numbers that are none; the model must not be used");
        }
        return map;
    }

    private ClassTally fill(FloatTensor logits, int from, int to) {
        int classes = logits.length(1);
        FloatBuffer values = logits.values();
        float[][] planes = new float[classes][to - from];
        for (int k = 0; k < classes; k++) {
            values.get(k * winner.length + from, planes[k]);
        }
        ClassTally part = new ClassTally(classes);
        float[] likelihoods = new float[classes];
        for (int i = 0; i < to - from; i++) {
            int best = 0;
            for (int k = 1; k < classes; k++) {
                best = planes[k][i] > planes[best][i] ? k : best;
            }
            winner[from + i] = (byte) best;
            float sum = 0;
            for (int k = 0; k < classes; k++) {
                float below = planes[k][i] - planes[best][i];
                likelihoods[k] = below <= -12 ? 0 : below == 0 ? 1 : (float) Math.exp(below);
                sum += likelihoods[k];
            }
            part.add(best, likelihoods, sum);
        }
        return part;
    }

    /// Parts of a volume, one behind the other, as one.
    ///
    /// @param parts at least one, all of the same classes
    static ClassMap joined(List<ClassMap> parts) {
        int voxels = parts.stream().mapToInt(p -> p.winner.length).sum();
        byte[] winner = new byte[voxels];
        Optional<ClassTally> tally = parts.getFirst().tally.map(ClassTally::likewise);
        int at = 0;
        for (ClassMap p : parts) {
            System.arraycopy(p.winner, 0, winner, at, p.winner.length);
            at += p.winner.length;
            if (tally.isPresent() && p.tally.isPresent()) {
                tally.get().add(p.tally.get());
            }
        }
        return new ClassMap(winner, tally);
    }

    /// From class numbers; how sure the model was, it does not say.
    static ClassMap ofLabels(byte[] labels, int voxels) throws ModelException {
        if (labels.length != voxels) {
            throw new ModelException("the model's output does not have one class a voxel; its card does not fit it");
        }
        return new ClassMap(labels, Optional.empty());
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

    /// Mean probability of each class over the voxels that some classes won; empty where the model says none.
    Optional<double[]> means(Set<Integer> winners) {
        return tally.map(t -> t.means(winners));
    }
}
