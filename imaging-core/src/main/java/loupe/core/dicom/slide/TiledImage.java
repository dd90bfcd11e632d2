package loupe.core.dicom.slide;

import java.util.ArrayList;
import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.FunctionalGroups;
import loupe.core.dicom.Tag;

/// One image cut into tiles (DICOM PS3.3 C.8.12.4, C.7.6.17.3), one instance or a concatenation of several.
///
/// Positions are pixels of the whole image from its upper left corner.
///
/// @param kind what it shows
/// @param columns pixels across the whole image
/// @param rows pixels down
/// @param tileColumns pixels across a tile
/// @param tileRows pixels down a tile
/// @param columnMm distance between columns on the slide; 0 where unknown
/// @param rowMm distance between rows
/// @param opticalPaths identifiers of its optical paths, in order; one at least
/// @param tiles where its tiles lie
public record TiledImage(
        Kind kind,
        int columns,
        int rows,
        int tileColumns,
        int tileRows,
        double columnMm,
        double rowMm,
        List<String> opticalPaths,
        TileMap tiles) {
    private static final int MOST_PIXELS_A_SIDE = 1 << 22;

    /// What an image of a slide shows (third value of Image Type).
    public enum Kind {
        /// The specimen: a level of the pyramid.
        VOLUME,
        /// The specimen, small.
        THUMBNAIL,
        /// The paper label, which may bear a name.
        LABEL,
        /// The whole glass, label included.
        OVERVIEW
    }

    /// Copies the list.
    public TiledImage {
        opticalPaths = List.copyOf(opticalPaths);
    }

    /// The image that some instances form.
    ///
    /// @param parts headers of one instance, or of all parts of one concatenation
    /// @throws DicomException if sizes are impossible or a tile has no place
    static TiledImage of(List<DataSet> parts) throws DicomException {
        DataSet h = parts.getFirst();
        int columns = h.integer(Tag.TotalPixelMatrixColumns, h.integer(Tag.Columns, 0));
        int rows = h.integer(Tag.TotalPixelMatrixRows, h.integer(Tag.Rows, 0));
        int tileColumns = h.integer(Tag.Columns, 0);
        int tileRows = h.integer(Tag.Rows, 0);
        if (columns < 1 || rows < 1 || columns > MOST_PIXELS_A_SIDE || rows > MOST_PIXELS_A_SIDE
                || tileColumns < 1 || tileRows < 1) {
            throw new DicomException("the slide's size is impossible", -1);
        }
        double[] spacing =
                FunctionalGroups.of(h).group(0, Tag.PixelMeasuresSequence).doubles(Tag.PixelSpacing);
        boolean spaced = spacing.length == 2 && spacing[0] > 0 && spacing[1] > 0;
        List<String> paths = paths(h);
        boolean full = h.string(Tag.DimensionOrganizationType, "").equals("TILED_FULL")
                || h.items(Tag.PerFrameFunctionalGroupsSequence).isEmpty();
        Layout layout = new Layout(columns, rows, tileColumns, tileRows);
        return new TiledImage(
                kind(h), columns, rows, tileColumns, tileRows,
                spaced ? spacing[1] : 0,
                spaced ? spacing[0] : 0,
                paths,
                full ? FullTiles.of(parts, layout) : SparseTiles.of(parts, layout, paths));
    }

    /// Sizes of an image and its tiles, in pixels.
    ///
    /// @param columns pixels across the image
    /// @param rows pixels down
    /// @param tileColumns pixels across a tile
    /// @param tileRows pixels down a tile
    public record Layout(int columns, int rows, int tileColumns, int tileRows) {
        /// Tiles across.
        public int across() {
            return Math.ceilDiv(columns, tileColumns);
        }

        /// Tiles down.
        public int down() {
            return Math.ceilDiv(rows, tileRows);
        }
    }

    private static List<String> paths(DataSet h) {
        List<String> out = new ArrayList<>();
        for (DataSet p : h.items(Tag.OpticalPathSequence)) {
            out.add(p.string(Tag.OpticalPathIdentifier, Integer.toString(out.size() + 1)));
        }
        return out.isEmpty() ? List.of("1") : out;
    }

    private static Kind kind(DataSet h) {
        List<String> type = h.strings(Tag.ImageType);
        return switch (type.size() > 2 ? type.get(2) : "") {
            case "LABEL" -> Kind.LABEL;
            case "OVERVIEW", "LOCALIZER" -> Kind.OVERVIEW;
            case "THUMBNAIL" -> Kind.THUMBNAIL;
            default -> Kind.VOLUME;
        };
    }
}
