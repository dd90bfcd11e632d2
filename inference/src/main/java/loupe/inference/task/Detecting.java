package loupe.inference.task;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import loupe.core.finding.Alternative;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.segment.Mask;
import loupe.core.segment.Segment;
import loupe.core.segment.Segmentation;
import loupe.core.work.JobContext;
import loupe.inference.card.Calibration;
import loupe.inference.card.LabelClass;
import loupe.inference.card.ModelCard;
import loupe.inference.card.OutputStep;
import loupe.inference.engine.ModelException;
import loupe.inference.engine.OnnxSession;
import loupe.inference.tensor.Components;
import loupe.inference.tensor.Field;
import loupe.inference.tensor.Lanes;
import loupe.inference.tensor.PatientGrid;

/// Points at findings: what hangs together in the model's heat map in three dimensions is one, weaker ones next to a
/// stronger one are dropped (non-maximum suppression).
///
/// The card's limits decide on the model's own scale; what is shown then has its confidence calibrated, if the card says how.
public final class Detecting {
    private final ModelCard card;
    private final OnnxSession session;
    private final OutputStep.Peaks peaks;
    private final Optional<Checking> checking;
    private final Calibration calibration;

    /// @param card a detection's card
    /// @param session its loaded model
    /// @param checking its second net, if it has one
    public Detecting(ModelCard card, OnnxSession session, Optional<Checking> checking) {
        this.card = card;
        this.session = session;
        this.checking = checking;
        this.calibration = card.more().calibration().orElse(Calibration.NONE);
        this.peaks = card.output().stream()
                .filter(OutputStep.Peaks.class::isInstance)
                .map(OutputStep.Peaks.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a detection's card must have an output step \"peaks\""));
    }

    private record Candidate(int[] voxels, PatientPoint centre, double confidence) {}

    /// Runs the model.
    ///
    /// @throws ModelException if the model fails
    public TaskOutcome run(Volume volume, Lanes lanes) throws ModelException {
        Field prepared = Preparing.field(card.input(), volume, lanes);
        JobContext job = lanes.job();
        Field map = new SliceMap(session, card.input(), Optional.empty()).run(prepared, lanes);
        List<Candidate> kept = looked(suppressed(candidates(map)), prepared, job);
        if (kept.isEmpty()) {
            return new TaskOutcome(List.of(), Optional.empty());
        }
        int[] labels = new int[map.values().length];
        for (int k = 0; k < kept.size(); k++) {
            for (int i : kept.get(k).voxels) {
                labels[i] = k + 1;
            }
        }
        return outcome(kept, PatientGrid.labelled(
                new PatientGrid.Labelled(map, peaks.threshold(), labels, kept.size()), volume.grid(), lanes), volume.grid());
    }

    private List<Candidate> candidates(Field map) {
        BitSet hot = new BitSet();
        for (int i = 0; i < map.values().length; i++) {
            if (map.values()[i] >= peaks.threshold()) {
                hot.set(i);
            }
        }
        List<Candidate> all = new ArrayList<>();
        for (int[] part : Components.of(hot, map.grid())) {
            double diameter = Size.equalDiameterMm(part.length * map.grid().voxelMm3());
            Candidate c = candidate(part, map);
            if (diameter >= peaks.minDiameterMm() && c.confidence >= peaks.confidence()) {
                all.add(c);
            }
        }
        all.sort(Comparator.comparingDouble(Candidate::confidence).reversed());
        return all;
    }

    /// Its confidence is the mean over its voxels: the highest alone says 1 of almost everything.
    private static Candidate candidate(int[] part, Field map) {
        VoxelGrid g = map.grid();
        double[] sum = new double[3];
        double weight = 0;
        for (int i : part) {
            float p = map.values()[i];
            weight += p;
            sum[0] += p * (i % g.columns());
            sum[1] += p * (i / g.columns() % g.rows());
            sum[2] += p * (i / g.voxelsPerSlice());
        }
        PatientPoint centre = g.toPatient(sum[0] / weight, sum[1] / weight, sum[2] / weight);
        return new Candidate(part, centre, Math.min(1, weight / part.length));
    }

    private List<Candidate> suppressed(List<Candidate> strongestFirst) {
        List<Candidate> kept = new ArrayList<>();
        for (Candidate c : strongestFirst) {
            if (kept.stream().noneMatch(k -> k.centre.distanceMm(c.centre) < peaks.apartMm())) {
                kept.add(c);
            }
        }
        return kept;
    }

    /// What the second net thinks of them decides, strongest first.
    private List<Candidate> looked(List<Candidate> candidates, Field prepared, JobContext job) throws ModelException {
        if (checking.isEmpty()) {
            return candidates;
        }
        Checking second = checking.get();
        double[] p = second.probabilities(prepared, candidates.stream().map(Candidate::centre).toList(), job);
        List<Candidate> kept = new ArrayList<>();
        for (int i = 0; i < p.length; i++) {
            if (p[i] >= second.least()) {
                kept.add(new Candidate(candidates.get(i).voxels, candidates.get(i).centre, p[i]));
            }
        }
        kept.sort(Comparator.comparingDouble(Candidate::confidence).reversed());
        return kept;
    }

    private TaskOutcome outcome(List<Candidate> kept, List<Mask> masks, VoxelGrid patient) {
        LabelClass label = card.labels().getFirst();
        List<Segment> segments = new ArrayList<>();
        List<TaskOutcome.Mark> marks = new ArrayList<>();
        for (int k = 0; k < kept.size(); k++) {
            Mask mask = masks.get(k);
            if (mask.count() == 0) {
                continue;
            }
            int number = segments.size() + 1;
            segments.add(new Segment(number, label.name() + " " + number, label.category(), label.type(), label.rgb(), mask));
            double confidence = calibration.apply(kept.get(k).confidence);
            marks.add(new TaskOutcome.Mark(0, kept.get(k).centre, confidence, number, Size.diameterAndVolume(mask),
                    List.of(Alternative.nothing(confidence))));
        }
        Optional<Segmentation> all = segments.isEmpty() ? Optional.empty() : Optional.of(new Segmentation(patient, segments));
        return new TaskOutcome(marks, all);
    }
}
