package loupe.deid.pixel;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import loupe.core.dicom.DataSet;

/// The image regions an ultrasound instance itself names (Sequence of Ultrasound Regions, PS3.3 C.8.5.5): what lies
/// outside of them is the machine's frame of captions.
final class UltrasoundRegions {
    private static final int REGIONS = 0x00186011;
    private static final int LEFT = 0x00186018;
    private static final int TOP = 0x0018601A;
    private static final int RIGHT = 0x0018601C;
    private static final int BOTTOM = 0x0018601E;

    private UltrasoundRegions() {}

    /// The regions inside an image; corners are the first and the last pixel of a region. Empty where none is named.
    static List<TextBox> of(DataSet data, int columns, int rows) {
        List<TextBox> out = new ArrayList<>();
        for (DataSet item : data.items(REGIONS)) {
            int left = Math.max(0, item.integer(LEFT, -1));
            int top = Math.max(0, item.integer(TOP, -1));
            int right = Math.min(columns - 1, item.integer(RIGHT, -1));
            int bottom = Math.min(rows - 1, item.integer(BOTTOM, -1));
            if (right >= left && bottom >= top) {
                out.add(new TextBox(left, top, right - left + 1, bottom - top + 1));
            }
        }
        return out;
    }

    /// Boxes that together cover exactly what no region covers.
    static List<TextBox> outside(List<TextBox> regions, int columns, int rows) {
        TreeSet<Integer> bounds = new TreeSet<>(List.of(0, rows));
        regions.forEach(r -> bounds.addAll(List.of(r.row(), r.row() + r.height())));
        List<TextBox> out = new ArrayList<>();
        for (int top = 0; top < rows; ) {
            int bottom = java.util.Objects.requireNonNullElse(bounds.higher(top), rows);
            int at = 0;
            for (TextBox r : inBand(regions, top)) {
                if (r.column() > at) {
                    out.add(new TextBox(at, top, r.column() - at, bottom - top));
                }
                at = Math.max(at, r.column() + r.width());
            }
            if (at < columns) {
                out.add(new TextBox(at, top, columns - at, bottom - top));
            }
            top = bottom;
        }
        return out;
    }

    private static List<TextBox> inBand(List<TextBox> regions, int row) {
        return regions.stream()
                .filter(r -> r.row() <= row && row < r.row() + r.height())
                .sorted(java.util.Comparator.comparingInt(TextBox::column))
                .toList();
    }

    /// Whether any of the boxes reaches outside all regions.
    static boolean reachOutside(List<TextBox> boxes, List<TextBox> outside) {
        return boxes.stream().anyMatch(b -> outside.stream().anyMatch(o -> o.meets(b)));
    }
}
