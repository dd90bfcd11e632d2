package loupe.sample.chest;

import java.util.List;
import java.util.Map;
import loupe.core.segment.Mask;

/// What is known about a phantom because it was put there.
///
/// @param lungs both lungs with their vessels, nodules and consolidated parts; without trachea, hila and effusion
/// @param nodules voxels of all nodules
/// @param noduleList each nodule, largest first
/// @param tissueHu mean of each tissue in HU before noise and blur
/// @param findings what else was put in, e.g. `consolidation`, `effusion`
public record ChestTruth(
        Mask lungs, Mask nodules, List<NoduleTruth> noduleList, Map<String, Double> tissueHu, List<String> findings) {
    /// Copies the collections.
    public ChestTruth {
        noduleList = List.copyOf(noduleList);
        tissueHu = Map.copyOf(tissueHu);
        findings = List.copyOf(findings);
    }
}
