package loupe.inference.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.finding.Finding;
import loupe.core.finding.Prediction;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.segment.Mask;
import loupe.inference.card.Calibration;
import loupe.inference.card.ModelCard;
import loupe.inference.card.ModelTask;
import loupe.inference.card.OutputStep;
import loupe.inference.engine.ModelException;
import loupe.inference.tensor.Field;
import loupe.inference.tensor.Lanes;

/// Runs a slice model on variations of its input and says how far its findings vary (Wang et al., Aleatoric uncertainty
/// estimation with test-time augmentation, 2019).
public final class Varying {
    private static final int AROUND = 3;

    private final ModelCard card;
    private final SliceNet net;
    private final Optional<Checking> checking;
    private final Calibration ofFindings;
    private final Lanes lanes;

    /// @param card a slice model's card
    /// @param net its loaded nets
    /// @param checking its second net, if it has one
    /// @param lanes how the work is shared out
    public Varying(ModelCard card, SliceNet net, Optional<Checking> checking, Lanes lanes) {
        this.card = card;
        this.net = net;
        this.checking = checking;
        this.ofFindings = card.task() == ModelTask.DETECTION_HEATMAP
                ? card.more().calibration().orElse(Calibration.NONE)
                : Calibration.NONE;
        this.lanes = lanes;
    }

    /// One finding while its variations are looked at.
    private static final class Watched {
        final Finding finding;
        final Mask mask;
        final List<Integer> voxels = new ArrayList<>();
        final List<Integer> near = new ArrayList<>();
        final List<Double> confidences = new ArrayList<>();
        final List<Double> volumes = new ArrayList<>();
        final List<Double> means = new ArrayList<>();

        Watched(Finding finding, Mask mask, VoxelGrid grid) {
            this.finding = finding;
            this.mask = mask;
            Mask own = mask.resampled(grid);
            int[] low = {grid.columns(), grid.rows(), grid.slices()};
            int[] high = {-1, -1, -1};
            for (int i = 0; i < grid.voxels(); i++) {
                if (own.contains(i / grid.voxelsPerSlice(), i % grid.voxelsPerSlice())) {
                    voxels.add(i);
                    int[] at = {i % grid.columns(), i / grid.columns() % grid.rows(), i / grid.voxelsPerSlice()};
                    for (int a = 0; a < 3; a++) {
                        low[a] = Math.min(low[a], at[a] - AROUND);
                        high[a] = Math.max(high[a], at[a] + AROUND);
                    }
                }
            }
            for (int s = Math.max(0, low[2]); s <= Math.min(grid.slices() - 1, high[2]); s++) {
                for (int r = Math.max(0, low[1]); r <= Math.min(grid.rows() - 1, high[1]); r++) {
                    for (int c = Math.max(0, low[0]); c <= Math.min(grid.columns() - 1, high[0]); c++) {
                        near.add((s * grid.rows() + r) * grid.columns() + c);
                    }
                }
            }
        }
    }

    /// How sure the findings of a run are.
    ///
    /// @param p what the model said of the volume
    /// @throws ModelException if the model fails
    public List<Uncertainty> of(Prediction p, Volume volume) throws ModelException {
        Field prepared = Preparing.field(card.input(), volume, lanes);
        Field values = loupe.inference.tensor.Resampler.sample(volume, prepared.grid(), (float) card.input().outside(), lanes);
        List<Watched> all = new ArrayList<>();
        for (Finding f : p.findings()) {
            if (f.segmentNumber() > 0 && p.segmentation().isPresent()) {
                all.add(new Watched(f, p.segmentation().get().segment(f.segmentNumber()).mask(), prepared.grid()));
            }
        }
        for (Variation v : Variation.ALL) {
            lanes.job().checkCancelled();
            Field changed = v.apply(prepared);
            Field map = v.back(net.map(changed, lanes));
            for (Watched w : all) {
                look(w, map, values);
                if (checking.isPresent()) {
                    double[] at = v.moved(prepared.grid().toIndex(w.finding.centre()), prepared.grid());
                    double probability = checking.get().probabilities(changed,
                            List.of(prepared.grid().toPatient(at[0], at[1], at[2])), lanes.job())[0];
                    w.confidences.set(w.confidences.size() - 1, ofFindings.apply(probability));
                }
            }
        }
        return all.stream().map(this::uncertainty).toList();
    }

    private void look(Watched w, Field map, Field values) {
        Calibration calibration = SliceProbability.ofVoxels(card);
        double level = level();
        double inside = 0;
        for (int i : w.voxels) {
            inside += calibration.apply(map.values()[i]);
        }
        double value = 0;
        int count = 0;
        for (int i : w.near) {
            if (map.values()[i] >= level) {
                count++;
                value += values.values()[i];
            }
        }
        w.confidences.add(w.voxels.isEmpty() ? 0 : ofFindings.apply(inside / w.voxels.size()));
        w.volumes.add(count * map.grid().voxelMm3() / 1000);
        if (count > 0) {
            w.means.add(value / count);
        }
    }

    private double level() {
        for (OutputStep step : card.output()) {
            if (step instanceof OutputStep.Threshold t) {
                return t.value();
            }
            if (step instanceof OutputStep.Peaks t) {
                return t.threshold();
            }
        }
        return 0.5;
    }

    private Uncertainty uncertainty(Watched w) {
        double sure = mean(w.confidences);
        double ml = w.mask.millilitres();
        double varied = mean(w.volumes);
        double share = varied > 0 ? deviation(w.volumes) / varied : 0;
        Recist recist = Recist.of(w.mask);
        double pixel = Math.max(w.mask.grid().columnMm(), w.mask.grid().rowMm()) / Math.sqrt(6);
        return new Uncertainty(w.finding.id(),
                Uncertainty.Interval.of(sure, deviation(w.confidences), 0, 1),
                Uncertainty.Interval.of(ml, share * ml, 0, Double.MAX_VALUE),
                Uncertainty.Interval.of(recist.longestMm(), Math.hypot(pixel, recist.longestMm() * share / 3), 0, Double.MAX_VALUE),
                Uncertainty.Interval.of(recist.shortMm(), Math.hypot(pixel, recist.shortMm() * share / 3), 0, Double.MAX_VALUE),
                Uncertainty.Interval.of(mean(w.means), deviation(w.means), -Double.MAX_VALUE, Double.MAX_VALUE),
                1 - sure);
    }

    private static double mean(List<Double> all) {
        return all.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    private static double deviation(List<Double> all) {
        double mean = mean(all);
        double sum = all.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        return all.size() < 2 ? 0 : Math.sqrt(sum / (all.size() - 1));
    }
}
