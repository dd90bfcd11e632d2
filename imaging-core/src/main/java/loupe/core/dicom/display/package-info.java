/// What is shown of stored values: modality and VOI LUTs, windows, palettes, ICC profiles, overlays. Viewer, door and export take it from here.
@NullMarked
package loupe.core.dicom.display;

import org.jspecify.annotations.NullMarked;
