/// Pictures that hold the slices of a volume as tiles (Siemens mosaics, UIH grids), cut into slices with places of their own.
@NullMarked
package loupe.core.dicom.tile;

import org.jspecify.annotations.NullMarked;
