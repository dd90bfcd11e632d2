package loupe.inference.task;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loupe.core.finding.Alternative;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.segment.Mask;
import loupe.core.segment.Segment;
import loupe.core.segment.Segmentation;
import loupe.inference.card.Calibration;
import loupe.inference.card.LabelClass;
import loupe.inference.card.ModelCard;
import loupe.inference.card.OutputStep;
import loupe.inference.engine.ModelException;
import loupe.inference.tensor.Field;
import loupe.inference.tensor.FloatTensor;
import loupe.inference.tensor.Lanes;
import loupe.inference.tensor.PatientGrid;

/// Outlines structures: prepares the tensor as the card says, runs the model, brings each label back to the series' grid.
public final class Segmenting {
    private final ModelCard card;
    private final SliceNet net;
    private final Lanes lanes;
    private final List<Segment> segments = new ArrayList<>();
    private final List<TaskOutcome.Mark> marks = new ArrayList<>();

    /// @param card a segmentation's card
    /// @param net its loaded nets; models that do not go slice by slice have one alone
    /// @param lanes how the work is shared out
    public Segmenting(ModelCard card, SliceNet net, Lanes lanes) {
        this.card = card;
        this.net = net;
        this.lanes = lanes;
    }

    /// Runs the model once; an instance serves one run.
    ///
    /// @throws ModelException if the model fails
    public TaskOutcome run(Volume volume) throws ModelException {
        Field prepared = card.task().onFilms()
                ? Preparing.film(card.input(), volume, lanes)
                : Preparing.field(card.input(), volume, lanes);
        switch (card.task()) {
            case SEGMENTATION_3D_WHOLE, SEGMENTATION_3D_TILES -> volume(prepared, volume.grid());
            case SEGMENTATION_2D_SLICES, SEGMENTATION_2D_FILM -> slices(prepared, volume.grid());
            case DETECTION_HEATMAP, DETECTION_BOXES, CLASSIFICATION, CLASSIFICATION_FILM, SEGMENTATION_SLIDE_TILES,
                    DETECTION_SLIDE_OBJECTS, SEGMENTATION_BY_PROMPT ->
                throw new IllegalArgumentException("the model does not outline volumes");
        }
        Optional<Segmentation> all =
                segments.isEmpty() ? Optional.empty() : Optional.of(new Segmentation(volume.grid(), segments));
        return new TaskOutcome(marks, all);
    }

    private void volume(Field prepared, VoxelGrid patient) throws ModelException {
        ClassMap classes = card.more().tiles().isPresent()
                ? new SlidingWindow(net.session(), card.more().tiles().get(), highestClass(), lanes).run(prepared)
                : whole(prepared);
        for (int i = 0; i < card.labels().size(); i++) {
            lanes.job().checkCancelled();
            label(i, classes, prepared, patient);
        }
        lanes.job().progress(2, 2, "steps");
    }

    private ClassMap whole(Field prepared) throws ModelException {
        lanes.job().progress(0, 2, "steps");
        VoxelGrid g = prepared.grid();
        FloatTensor tensor = FloatTensor.direct(1, 1, g.slices(), g.rows(), g.columns());
        tensor.values().put(0, prepared.values());
        ClassMap classes = classes(tensor, prepared.values().length);
        lanes.job().progress(1, 2, "steps");
        return classes;
    }

    private ClassMap classes(FloatTensor tensor, int voxels) throws ModelException {
        if (card.output().contains(new OutputStep.Labels())) {
            return ClassMap.ofLabels(net.session().runLabels(tensor, lanes.job()), voxels);
        }
        return ClassMap.of(net.session().run(tensor, lanes.job()), voxels, highestClass(), lanes);
    }

    private int highestClass() {
        return card.labels().stream()
                .flatMap(l -> l.classes().stream())
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
    }

    private void label(int label, ClassMap classes, Field prepared, VoxelGrid patient) {
        LabelClass wanted = card.labels().get(label);
        BitSet raw = classes.voxels(Set.copyOf(wanted.classes()), lanes);
        BitSet clean = Cleaning.apply(card.output(), raw, prepared, lanes);
        float[] inside = new float[prepared.values().length];
        for (int i = clean.nextSetBit(0); i >= 0; i = clean.nextSetBit(i + 1)) {
            inside[i] = 1;
        }
        add(label, PatientGrid.atLeast(new Field(prepared.grid(), inside), 0.5, patient, lanes), belief(wanted, classes));
    }

    /// How sure the model is of what it outlined, 0 to 1, and what else that could be.
    private record Belief(double confidence, List<Alternative> alternatives) {}

    /// Over the voxels a label won, before any cleaning: the probability of all its classes together, and the other classes'. A
    /// model that answers with class numbers is taken to be sure and says of nothing else.
    private Belief belief(LabelClass wanted, ClassMap classes) {
        Optional<double[]> means = classes.means(Set.copyOf(wanted.classes()));
        if (means.isEmpty()) {
            return new Belief(1, List.of());
        }
        double[] p = means.get();
        double own = wanted.classes().stream().distinct().mapToDouble(k -> p[k]).sum();
        return new Belief(Math.min(1, own), new OtherClasses(card.labels()).of(wanted, p));
    }

    private void slices(Field prepared, VoxelGrid patient) throws ModelException {
        Field map = net.map(prepared, lanes);
        Calibration calibration = SliceProbability.ofVoxels(card);
        double level = threshold();
        BitSet raw = new BitSet();
        double sum = 0;
        for (int i = 0; i < map.values().length; i++) {
            if (map.values()[i] >= level) {
                raw.set(i);
                sum += calibration.apply(map.values()[i]);
            }
        }
        BitSet clean = Cleaning.apply(card.output(), raw, prepared, lanes);
        for (int i = 0; i < map.values().length; i++) {
            if (clean.get(i) && !raw.get(i)) {
                map.values()[i] = 1;
            } else if (raw.get(i) && !clean.get(i)) {
                map.values()[i] = 0;
            }
        }
        double confidence = raw.isEmpty() ? 0 : Math.min(1, sum / raw.cardinality());
        add(0, PatientGrid.atLeast(map, level, patient, lanes),
                new Belief(confidence, List.of(Alternative.nothing(confidence))));
    }

    private double threshold() {
        for (OutputStep step : card.output()) {
            if (step instanceof OutputStep.Threshold t) {
                return t.value();
            }
        }
        return 0.5;
    }

    private void add(int label, Mask mask, Belief belief) {
        if (mask.count() == 0) {
            return;
        }
        LabelClass of = card.labels().get(label);
        int number = segments.size() + 1;
        segments.add(new Segment(number, of.name(), of.category(), of.type(), of.rgb(), mask));
        marks.add(new TaskOutcome.Mark(
                label, Size.centre(mask), belief.confidence, number, Size.volume(mask), belief.alternatives));
    }
}
