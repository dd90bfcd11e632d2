package loupe.app.viewer.look;

import java.util.Optional;
import loupe.core.dicom.parametric.MapQuantity;
import loupe.core.study.Stack;

/// A series, or a quantity of a parametric map, that can be laid over another series.
///
/// @param seriesUid pseudonymous UID
/// @param title number, modality and description
/// @param stack its slices, as a volume
/// @param map the quantity that is shown of a map; empty for images
public record UpperSeries(String seriesUid, String title, Stack stack, Optional<MapQuantity> map) {
    /// Images.
    public UpperSeries(String seriesUid, String title, Stack stack) {
        this(seriesUid, title, stack, Optional.empty());
    }

    /// What stands for it in a narrow view: a map's quantity alone.
    public String shortTitle() {
        return map.map(MapQuantity::name).orElse(title);
    }

    /// What its values are, before the value itself; empty for images.
    public String quantity() {
        return map.map(MapQuantity::name).orElse("");
    }
}
