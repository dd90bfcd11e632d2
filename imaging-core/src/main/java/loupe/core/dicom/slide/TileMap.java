package loupe.core.dicom.slide;

import java.util.ArrayList;
import java.util.List;

/// Which frame of which instance shows which part of a tiled image. Safe for any thread.
public interface TileMap {
    /// A frame that shows a tile.
    ///
    /// @param sopInstanceUid its instance
    /// @param frame index in it, from 0
    /// @param column image column of its first pixel
    /// @param row image row of its first pixel
    record Tile(String sopInstanceUid, int frame, int column, int row) {}

    /// The tiles of a cell of the lattice of tiles, or whose corner lies in it.
    ///
    /// @param path index of the optical path
    List<Tile> in(int path, int cellColumn, int cellRow);

    /// Sizes of the image and its tiles.
    TiledImage.Layout layout();

    /// The tiles that touch a rectangle, in reading order.
    ///
    /// @param path index of the optical path
    /// @param area pixels of the whole image, may lie outside
    default List<Tile> touching(int path, SlideReader.Area area) {
        TiledImage.Layout l = layout();
        List<Tile> out = new ArrayList<>();
        // A tile off the lattice lies in the cell of its corner and reaches one cell further.
        long c0 = Math.max(0, Math.floorDiv(area.column(), l.tileColumns()) - 1);
        long r0 = Math.max(0, Math.floorDiv(area.row(), l.tileRows()) - 1);
        long c1 = Math.min(l.across() - 1L, Math.floorDiv(area.column() + area.width() - 1, l.tileColumns()));
        long r1 = Math.min(l.down() - 1L, Math.floorDiv(area.row() + area.height() - 1, l.tileRows()));
        for (long r = r0; r <= r1; r++) {
            for (long c = c0; c <= c1; c++) {
                for (Tile t : in(path, (int) c, (int) r)) {
                    if (t.column + (long) l.tileColumns() > area.column()
                            && t.column < area.column() + area.width()
                            && t.row + (long) l.tileRows() > area.row()
                            && t.row < area.row() + area.height()) {
                        out.add(t);
                    }
                }
            }
        }
        return out;
    }
}
