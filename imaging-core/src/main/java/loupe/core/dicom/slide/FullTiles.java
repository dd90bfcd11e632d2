package loupe.core.dicom.slide;

import java.util.ArrayList;
import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.Tag;

/// Frames in the order TILED_FULL states (DICOM PS3.3 C.7.6.17.3): columns, rows, focal planes, optical paths. Of several
/// focal planes the middle one is shown.
///
/// @param layout sizes
/// @param focal number of focal planes
/// @param parts the instances and which frames of the whole each holds
record FullTiles(TiledImage.Layout layout, int focal, List<Part> parts) implements TileMap {
    /// @param sopInstanceUid the instance
    /// @param offset frames of the whole before its first
    /// @param frames frames it holds
    record Part(String sopInstanceUid, long offset, int frames) {}

    static FullTiles of(List<DataSet> headers, TiledImage.Layout layout) throws DicomException {
        int focal = headers.getFirst().integer(Tag.TotalPixelMatrixFocalPlanes, 1);
        if (focal < 1) {
            throw new DicomException("the slide's number of focal planes is impossible", -1);
        }
        List<Part> parts = new ArrayList<>();
        for (DataSet h : headers) {
            parts.add(new Part(
                    h.string(Tag.SOPInstanceUID, ""),
                    Math.max(0, h.integer(Tag.ConcatenationFrameOffsetNumber, 0)),
                    Math.max(0, h.integer(Tag.NumberOfFrames, 1))));
        }
        return new FullTiles(layout, focal, List.copyOf(parts));
    }

    @Override
    public List<Tile> in(int path, int cellColumn, int cellRow) {
        long each = (long) layout.across() * layout.down();
        long index = ((long) path * focal + focal / 2) * each + (long) cellRow * layout.across() + cellColumn;
        for (Part p : parts) {
            if (index >= p.offset && index < p.offset + p.frames) {
                return List.of(new Tile(
                        p.sopInstanceUid,
                        (int) (index - p.offset),
                        cellColumn * layout.tileColumns(),
                        cellRow * layout.tileRows()));
            }
        }
        return List.of();
    }
}
