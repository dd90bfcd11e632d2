package loupe.core.dicom.slide;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.FunctionalGroups;
import loupe.core.dicom.Tag;

/// Frames where each says it lies (TILED_SPARSE).
///
/// @param layout sizes
/// @param byCell tiles by the cell of the lattice their corner lies in
record SparseTiles(TiledImage.Layout layout, Map<Cell, List<TileMap.Tile>> byCell) implements TileMap {
    /// A cell of the lattice on one optical path.
    record Cell(int path, int column, int row) {}

    static SparseTiles of(List<DataSet> parts, TiledImage.Layout layout, List<String> paths) throws DicomException {
        Map<Cell, List<Tile>> byCell = new HashMap<>();
        for (DataSet part : parts) {
            FunctionalGroups groups = FunctionalGroups.of(part);
            int described = Math.max(1, part.items(Tag.PerFrameFunctionalGroupsSequence).size());
            int frames = Math.min(part.integer(Tag.NumberOfFrames, 1), described);
            for (int f = 0; f < frames; f++) {
                DataSet at = groups.group(f, Tag.PlanePositionSlideSequence);
                int column = at.integer(Tag.ColumnPositionInTotalImagePixelMatrix, 0) - 1;
                int row = at.integer(Tag.RowPositionInTotalImagePixelMatrix, 0) - 1;
                if (column < 0 || row < 0 || column >= layout.columns() || row >= layout.rows()) {
                    throw new DicomException("a tile of the slide has no place in it", -1);
                }
                String path = groups.group(f, Tag.OpticalPathIdentificationSequence)
                        .string(Tag.OpticalPathIdentifier, paths.getFirst());
                Cell cell = new Cell(
                        Math.max(0, paths.indexOf(path)), column / layout.tileColumns(), row / layout.tileRows());
                byCell.computeIfAbsent(cell, k -> new ArrayList<>(1))
                        .add(new Tile(part.string(Tag.SOPInstanceUID, ""), f, column, row));
            }
        }
        return new SparseTiles(layout, byCell);
    }

    @Override
    public List<Tile> in(int path, int cellColumn, int cellRow) {
        return byCell.getOrDefault(new Cell(path, cellColumn, cellRow), List.of());
    }
}
