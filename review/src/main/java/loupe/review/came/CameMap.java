package loupe.review.came;

import loupe.core.dicom.parametric.MapQuantity;

/// A quantity of a parametric map that came along and lies in the place of images of the study.
///
/// @param from the object
/// @param seriesUid the series the object is in
/// @param quantity what it measures, where
public record CameMap(Origin from, String seriesUid, MapQuantity quantity) {
    /// Its quantity, unit and object, for lists.
    public String title() {
        return quantity.name() + ", " + from.title();
    }
}
