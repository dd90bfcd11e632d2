package loupe.inference.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.finding.Alternative;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.work.JobContext;
import loupe.inference.card.Calibration;
import loupe.inference.card.ModelCard;
import loupe.inference.card.OutputStep;
import loupe.inference.engine.ModelException;
import loupe.inference.engine.OnnxSession;
import loupe.inference.tensor.Field;
import loupe.inference.tensor.FloatTensor;
import loupe.inference.tensor.Lanes;

/// Points at findings with a net that answers with boxes slice by slice; boxes of neighbouring slices are joined.
public final class Boxing {
    private static final int COLUMNS = 6;
    private static final int MOST = 10_000;

    private final ModelCard card;
    private final OnnxSession session;
    private final OutputStep.Boxes step;

    /// @param card a box detector's card
    /// @param session its loaded model
    public Boxing(ModelCard card, OnnxSession session) {
        this.card = card;
        this.session = session;
        this.step = card.output().stream()
                .filter(OutputStep.Boxes.class::isInstance)
                .map(OutputStep.Boxes.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a box detector's card must have an output step \"boxes\""));
    }

    /// Runs the model slice by slice. Findings have a diameter (the mean of the box's two sides in its slice) and no segment.
    ///
    /// @throws ModelException if the model fails or answers with anything but boxes
    public TaskOutcome run(Volume volume, Lanes lanes) throws ModelException {
        Field prepared = Preparing.field(card.input(), volume, lanes);
        VoxelGrid g = prepared.grid();
        JobContext job = lanes.job();
        SliceMap slices = new SliceMap(session, card.input(), Optional.empty());
        List<Box3> found = new ArrayList<>();
        for (int s = 0; s < g.slices(); s++) {
            job.progress(s, g.slices(), "slices");
            found.addAll(boxes(session.run(slices.batch(prepared, s, 1, lanes), job), s, g));
        }
        job.progress(g.slices(), g.slices(), "slices");
        Calibration calibration = card.more().calibration().orElse(Calibration.NONE);
        List<TaskOutcome.Mark> marks = new ArrayList<>();
        for (Box3 b : BoxChain.joined(found, step.overlap(), step.fewestSlices())) {
            double confidence = calibration.apply(b.score());
            double diameter = ((b.right() - b.left()) * g.columnMm() + (b.bottom() - b.top()) * g.rowMm()) / 2;
            marks.add(new TaskOutcome.Mark(b.label(), centre(b, g), confidence, 0, Size.diameter(diameter),
                    List.of(Alternative.nothing(confidence))));
        }
        return new TaskOutcome(marks, Optional.empty());
    }

    private static PatientPoint centre(Box3 b, VoxelGrid g) {
        return g.toPatient((b.left() + b.right()) / 2 - 0.5, (b.top() + b.bottom()) / 2 - 0.5, (b.front() + b.back()) / 2 - 0.5);
    }

    /// Rows of left, top, right, bottom, score and class; what lies outside the slice is cut off.
    private List<Box3> boxes(FloatTensor out, int slice, VoxelGrid g) throws ModelException {
        long[] shape = out.shape();
        long rows = shape.length == 0 ? 0 : out.values().capacity() / COLUMNS;
        if (shape.length < 2 || shape[shape.length - 1] != COLUMNS || rows > MOST) {
            throw new ModelException("the model's output is not a list of boxes of six numbers; its card does not fit it");
        }
        List<Box3> boxes = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            double[] n = new double[COLUMNS];
            for (int k = 0; k < COLUMNS; k++) {
                n[k] = out.values().get(i * COLUMNS + k);
                if (!Double.isFinite(n[k])) {
                    throw new ModelException("the model's output holds numbers that are none; the model must not be used");
                }
            }
            if (!(n[4] >= -1e-4 && n[4] <= 1.0001)) {
                throw new ModelException("a box's score is no probability; the model must not be used");
            }
            Optional<Integer> label = label((int) Math.rint(n[5]));
            double left = Math.clamp(n[0], 0, g.columns());
            double top = Math.clamp(n[1], 0, g.rows());
            double right = Math.clamp(n[2], 0, g.columns());
            double bottom = Math.clamp(n[3], 0, g.rows());
            if (n[4] >= step.confidence() && label.isPresent() && right > left && bottom > top) {
                boxes.add(new Box3(label.get(), Math.clamp(n[4], 0, 1), left, top, slice, right, bottom, slice + 1.0));
            }
        }
        return boxes;
    }

    private Optional<Integer> label(int wanted) {
        for (int i = 0; i < card.labels().size(); i++) {
            if (card.labels().get(i).classes().contains(wanted)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }
}
