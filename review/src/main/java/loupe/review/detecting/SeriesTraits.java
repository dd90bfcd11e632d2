package loupe.review.detecting;

import loupe.inference.Scan;

/// What a site's rules ask of a series.
///
/// @param modality DICOM modality
/// @param bodyPart DICOM body part; empty where the series names none
/// @param slices slices of its largest stack; 1 for films and slides
/// @param sliceMm distance between slices in millimetres; 0 for films and slides
public record SeriesTraits(String modality, String bodyPart, int slices, double sliceMm) {
    /// Of a stack of slices.
    static SeriesTraits ofStack(Scan scan) {
        return new SeriesTraits(
                scan.modality(), scan.bodyPart(), scan.volume().grid().slices(), scan.volume().grid().sliceMm());
    }

    /// Of a film or slide.
    static SeriesTraits ofPicture(String modality, String bodyPart) {
        return new SeriesTraits(modality, bodyPart, 1, 0);
    }
}
