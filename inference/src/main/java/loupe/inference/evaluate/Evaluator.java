package loupe.inference.evaluate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoublePredicate;
import loupe.core.finding.Finding;
import loupe.core.finding.Prediction;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.segment.Mask;
import loupe.core.segment.Segment;
import loupe.core.work.JobContext;
import loupe.inference.ModelRunner;
import loupe.inference.Scan;
import loupe.inference.UnsuitableInputException;
import loupe.inference.card.LabelClass;
import loupe.inference.card.Model;
import loupe.inference.card.ModelTask;
import loupe.inference.engine.ModelException;
import loupe.inference.tensor.Field;

/// Runs a model on cases and compares what it says with their truth.
public final class Evaluator {
    private final ModelRunner runner;
    private final Model model;
    private final double toleranceMm;
    private final Detections detections = new Detections();
    private final CalibrationError voxels = new CalibrationError();

    /// @param runner runs the model
    /// @param model the model
    /// @param toleranceMm tolerance of the surface Dice
    public Evaluator(ModelRunner runner, Model model, double toleranceMm) {
        this.runner = runner;
        this.model = model;
        this.toleranceMm = toleranceMm;
    }

    private boolean detects() {
        return model.card().task() == ModelTask.DETECTION_HEATMAP || model.card().task() == ModelTask.DETECTION_BOXES;
    }

    /// Measures; a case the model refuses is kept as refused.
    ///
    /// @throws IOException if a case cannot be read
    /// @throws ModelException if the model fails, or neither outlines nor points at anything
    public Evaluation run(List<TruthCase> cases, JobContext job) throws IOException, ModelException {
        if (model.card().task() == ModelTask.CLASSIFICATION || model.card().task() == ModelTask.CLASSIFICATION_FILM) {
            throw new ModelException("model " + model.card().id()
                    + " labels whole images; only models that outline or point at something are measured against masks");
        }
        List<Evaluation.OneCase> all = new ArrayList<>();
        for (TruthCase c : cases) {
            job.progress(all.size(), cases.size(), "cases");
            all.add(one(c, job));
        }
        job.progress(all.size(), cases.size(), "cases");
        return new Evaluation(model.card().id(), model.card().version(), model.card().sha256(), toleranceMm, all,
                detects() ? Optional.of(detections) : Optional.empty(),
                detects() ? detections.calibrationError() : voxels.value());
    }

    private Evaluation.OneCase one(TruthCase c, JobContext job) throws IOException, ModelException {
        try (Volume volume = CaseFiles.volume(c.image(), job)) {
            String modality = c.series().modality();
            Scan scan = new Scan(volume, "2.25.1", modality.isEmpty() ? model.card().accepts().modalities().getFirst() : modality,
                    c.series().bodyPart());
            Prediction p = runner.run(model, scan, job);
            Map<String, Mask> truth = truth(c, volume.grid());
            Mask first = truth.values().iterator().next();
            byte[] png = CasePicture.png(volume, p, first);
            if (detects()) {
                return new Evaluation.OneCase(c.name(), c.groups(), "", Map.of(), lesions(p, first), png);
            }
            calibrate(scan, first, job);
            return new Evaluation.OneCase(c.name(), c.groups(), "", overlaps(p, truth), Evaluation.Lesions.NONE, png);
        } catch (UnsuitableInputException e) {
            return new Evaluation.OneCase(c.name(), c.groups(), String.valueOf(e.getMessage()), Map.of(),
                    Evaluation.Lesions.NONE, new byte[0]);
        }
    }

    private Map<String, Mask> truth(TruthCase c, VoxelGrid grid) throws IOException {
        Map<String, Mask> all = new LinkedHashMap<>();
        for (LabelClass label : model.card().labels()) {
            List<Integer> values = c.classes().getOrDefault(label.name(), List.of());
            if (!values.isEmpty() || c.classes().isEmpty() && all.isEmpty()) {
                DoublePredicate counts = values.isEmpty() ? v -> v > 0 : v -> values.contains((int) Math.rint(v));
                all.put(label.name(), CaseFiles.mask(c.truth(), grid, counts));
            }
        }
        if (all.isEmpty()) {
            throw new IOException("truth.json: \"classes\" names none of the model's labels");
        }
        return all;
    }

    private Map<String, Overlap> overlaps(Prediction p, Map<String, Mask> truth) {
        Map<String, Overlap> all = new LinkedHashMap<>();
        truth.forEach((label, mask) -> {
            Mask ours = p.segmentation().stream().flatMap(s -> s.segments().stream())
                    .filter(s -> s.label().equals(label)).map(Segment::mask).findFirst().orElse(Mask.empty(mask.grid()));
            all.put(label, Overlap.of(ours, mask, toleranceMm));
        });
        return all;
    }

    private Evaluation.Lesions lesions(Prediction p, Mask truth) {
        List<Lesion> there = Lesion.of(truth);
        detections.begin(there.size());
        Set<Integer> found = new HashSet<>();
        int tooMany = 0;
        for (Finding f : p.findings()) {
            int hit = Lesion.hit(there, f.centre());
            detections.add(hit, f.confidence());
            tooMany += hit < 0 ? 1 : 0;
            if (hit >= 0) {
                found.add(hit);
            }
        }
        return new Evaluation.Lesions(there.size(), found.size(), tooMany);
    }

    /// Probabilities of voxels the model is not wholly sure of, or that are in the truth.
    private void calibrate(Scan scan, Mask truth, JobContext job) throws UnsuitableInputException, ModelException {
        if (model.card().task() != ModelTask.SEGMENTATION_2D_SLICES) {
            return;
        }
        Field p = runner.probabilities(model, scan, job);
        Mask onGrid = truth.resampled(p.grid());
        int plane = p.grid().voxelsPerSlice();
        for (int i = 0; i < p.values().length; i++) {
            boolean in = onGrid.contains(i / plane, i % plane);
            if (in || p.values()[i] > 0.005) {
                voxels.add(p.values()[i], in);
            }
        }
    }
}
