package loupe.inference.task;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import loupe.core.finding.Alternative;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.inference.card.Calibration;
import loupe.inference.card.LabelClass;
import loupe.inference.card.ModelCard;
import loupe.inference.card.ModelTask;
import loupe.inference.card.OutputStep;
import loupe.inference.engine.ModelException;
import loupe.inference.engine.OnnxSession;
import loupe.inference.tensor.Field;
import loupe.inference.tensor.FloatTensor;
import loupe.inference.tensor.Lanes;

/// Says of a whole volume or film which of a card's labels hold: for triage, where nothing is outlined.
public final class Classifying {
    private final ModelCard card;
    private final OnnxSession session;
    private final OutputStep.Probabilities step;

    /// @param card a classification's card
    /// @param session its loaded model
    public Classifying(ModelCard card, OnnxSession session) {
        this.card = card;
        this.session = session;
        this.step = card.output().stream()
                .filter(OutputStep.Probabilities.class::isInstance)
                .map(OutputStep.Probabilities.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a classification's card must have an output step \"probabilities\""));
    }

    /// Runs the model once. A mark a label whose calibrated probability reaches the card's least, strongest first, at the
    /// middle of the volume, without a segment.
    ///
    /// @throws ModelException if the model fails or does not answer with one number a class
    public TaskOutcome run(Volume volume, Lanes lanes) throws ModelException {
        boolean film = card.task() == ModelTask.CLASSIFICATION_FILM;
        Field prepared = film
                ? Preparing.film(card.input(), volume, lanes)
                : Preparing.field(card.input(), volume, lanes);
        VoxelGrid g = prepared.grid();
        FloatTensor in = film
                ? FloatTensor.direct(1, 1, g.rows(), g.columns())
                : FloatTensor.direct(1, 1, g.slices(), g.rows(), g.columns());
        in.values().put(0, prepared.values());
        double[] p = probabilities(session.run(in, lanes.job()));
        Calibration calibration = card.more().calibration().orElse(Calibration.NONE);
        List<TaskOutcome.Mark> marks = new ArrayList<>();
        for (int label = 0; label < card.labels().size(); label++) {
            double sure = Math.min(1, sum(card.labels().get(label), p));
            double calibrated = calibration.apply(sure);
            if (calibrated >= step.least()) {
                List<Alternative> others = step.exclusive()
                        ? new OtherClasses(card.labels()).of(card.labels().get(label), p)
                        : List.of(Alternative.nothing(calibrated));
                marks.add(new TaskOutcome.Mark(label, middle(volume.grid()), calibrated, 0, List.of(), others));
            }
        }
        marks.sort(Comparator.comparingDouble(TaskOutcome.Mark::confidence).reversed());
        return new TaskOutcome(marks, Optional.empty());
    }

    private double sum(LabelClass label, double[] p) {
        double sum = 0;
        for (int k : label.classes()) {
            sum = step.exclusive() ? sum + p[k] : Math.max(sum, p[k]);
        }
        return sum;
    }

    private double[] probabilities(FloatTensor out) throws ModelException {
        int highest = card.labels().stream().flatMap(l -> l.classes().stream()).mapToInt(Integer::intValue).max().orElse(0);
        int count = out.values().capacity();
        if (count <= highest || count > 10_000) {
            throw new ModelException("the model's output does not have one number for each class its card names");
        }
        double[] p = new double[count];
        double most = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < count; k++) {
            p[k] = out.values().get(k);
            if (!Double.isFinite(p[k])) {
                throw new ModelException("the model's output holds numbers that are none; the model must not be used");
            }
            most = Math.max(most, p[k]);
        }
        double sum = 0;
        for (int k = 0; k < count; k++) {
            p[k] = step.exclusive() ? Math.exp(p[k] - most) : 1 / (1 + Math.exp(-p[k]));
            sum += p[k];
        }
        for (int k = 0; step.exclusive() && k < count; k++) {
            p[k] /= sum;
        }
        return p;
    }

    private static PatientPoint middle(VoxelGrid g) {
        return g.toPatient((g.columns() - 1) / 2.0, (g.rows() - 1) / 2.0, (g.slices() - 1) / 2.0);
    }
}
