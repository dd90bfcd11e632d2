package loupe.inference.task;

import loupe.core.image.Volume;
import loupe.inference.card.Calibration;
import loupe.inference.card.ModelCard;
import loupe.inference.card.ModelTask;
import loupe.inference.engine.ModelException;
import loupe.inference.tensor.Field;
import loupe.inference.tensor.Lanes;

/// The probability of each voxel as a slice model sees it, before any cleaning; calibrated, but for a detection, whose
/// calibration is about its findings.
public final class SliceProbability {
    private SliceProbability() {}

    /// @param card a slice model's card
    /// @param net its loaded nets
    /// @throws ModelException if the model fails
    public static Field of(ModelCard card, SliceNet net, Volume volume, Lanes lanes) throws ModelException {
        Field map = net.map(Preparing.field(card.input(), volume, lanes), lanes);
        Calibration calibration = ofVoxels(card);
        float[] p = map.values();
        for (int i = 0; i < p.length; i++) {
            p[i] = (float) calibration.apply(p[i]);
        }
        return map;
    }

    /// The calibration of a card's voxels.
    static Calibration ofVoxels(ModelCard card) {
        return card.task() == ModelTask.DETECTION_HEATMAP
                ? Calibration.NONE
                : card.more().calibration().orElse(Calibration.NONE);
    }
}
