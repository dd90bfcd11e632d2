package loupe.inference.task;

import java.nio.FloatBuffer;
import java.util.List;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.work.JobContext;
import loupe.inference.card.SecondLook;
import loupe.inference.engine.ModelException;
import loupe.inference.engine.OnnxSession;
import loupe.inference.tensor.Field;
import loupe.inference.tensor.FloatTensor;

/// Looks again at places of a prepared field: a box around each goes through a second net that says how probable it is.
public final class Checking {
    private static final int BATCH = 16;

    private final SecondLook look;
    private final OnnxSession session;

    /// @param look the box and the lowest probability that counts
    /// @param session the second net, loaded
    public Checking(SecondLook look, OnnxSession session) {
        this.look = look;
        this.session = session;
    }

    /// Lowest probability that counts.
    double least() {
        return look.confidence();
    }

    /// A probability for each place.
    ///
    /// @throws ModelException if the net fails or answers with anything else
    double[] probabilities(Field prepared, List<PatientPoint> places, JobContext job) throws ModelException {
        double[] all = new double[places.size()];
        for (int from = 0; from < all.length; from += BATCH) {
            int count = Math.min(BATCH, all.length - from);
            FloatTensor boxes = FloatTensor.direct(count, 1, look.slices(), look.side(), look.side());
            for (int k = 0; k < count; k++) {
                box(prepared, prepared.grid().toIndex(places.get(from + k)), boxes.values(), k);
            }
            FloatTensor answer = session.run(boxes, job);
            if (answer.values().capacity() != count) {
                throw new ModelException("the model's second net does not have one number a candidate; its card does not fit it");
            }
            for (int k = 0; k < count; k++) {
                all[from + k] = probability(answer.values().get(k));
            }
        }
        return all;
    }

    private static double probability(float p) throws ModelException {
        if (!(p >= -1e-4f && p <= 1.0001f)) {
            throw new ModelException("the output of the model's second net is no probability; the model must not be used");
        }
        return Math.clamp(p, 0, 1);
    }

    /// Copies the box around an index (column, row, slice); outside, the field's edge is repeated.
    private void box(Field field, double[] at, FloatBuffer to, int which) {
        VoxelGrid g = field.grid();
        int side = look.side();
        int position = which * look.slices() * side * side;
        int first = (int) Math.rint(at[2]) - look.slices() / 2;
        int top = (int) Math.rint(at[1]) - side / 2;
        int left = (int) Math.rint(at[0]) - side / 2;
        for (int s = 0; s < look.slices(); s++) {
            int slice = Math.clamp(first + s, 0, g.slices() - 1);
            for (int r = 0; r < side; r++) {
                int row = (slice * g.rows() + Math.clamp(top + r, 0, g.rows() - 1)) * g.columns();
                for (int c = 0; c < side; c++) {
                    to.put(position++, field.values()[row + Math.clamp(left + c, 0, g.columns() - 1)]);
                }
            }
        }
    }
}
