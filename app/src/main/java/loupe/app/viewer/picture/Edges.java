package loupe.app.viewer.picture;

import java.util.List;
import loupe.core.geometry.ImagePlane;
import loupe.core.geometry.PatientVector;
import loupe.core.render.SpatialTransform;

/// The letters at the edges of an image: where its left, right, top and bottom lie in the patient (PS3.3 C.7.6.1.1.1).
///
/// @param left letters at the left edge; empty where unknown
/// @param right letters at the right edge
/// @param top letters at the upper edge
/// @param bottom letters at the lower edge
public record Edges(String left, String right, String top, String bottom) {
    private static final double NOTABLE = 0.2;

    /// From the direction cosines.
    static Edges of(ImagePlane p) {
        return of(p.alongRow(), p.alongColumn());
    }

    /// From where an image's right and its bottom lie in the patient.
    static Edges of(PatientVector right, PatientVector down) {
        return new Edges(letters(right.times(-1)), letters(right), letters(down.times(-1)), letters(down));
    }

    /// From (0020,0020) Patient Orientation: where rows and columns run to.
    static Edges written(List<String> values) {
        if (values.size() != 2) {
            return new Edges("", "", "", "");
        }
        return new Edges(opposite(values.get(0)), values.get(0), opposite(values.get(1)), values.get(1));
    }

    /// As an image shows them that is turned and mirrored.
    ///
    /// @param t how
    public Edges under(SpatialTransform t) {
        return new Edges(at(t, -1, 0), at(t, 1, 0), at(t, 0, -1), at(t, 0, 1));
    }

    /// The letters of the image's edge that lies to a side of the display.
    private String at(SpatialTransform t, int x, int y) {
        double along = t.alongRow(x, y);
        if (along != 0) {
            return along < 0 ? left : right;
        }
        return t.alongColumn(x, y) < 0 ? top : bottom;
    }

    /// The main directions of a vector, strongest first.
    static String letters(PatientVector v) {
        record Part(double size, String letter) {}
        return List.of(
                        new Part(Math.abs(v.xMm()), v.xMm() > 0 ? "L" : "R"),
                        new Part(Math.abs(v.yMm()), v.yMm() > 0 ? "P" : "A"),
                        new Part(Math.abs(v.zMm()), v.zMm() > 0 ? "H" : "F"))
                .stream()
                .filter(p -> p.size > NOTABLE)
                .sorted((a, b) -> Double.compare(b.size, a.size))
                .map(Part::letter)
                .reduce("", String::concat);
    }

    private static String opposite(String letters) {
        StringBuilder out = new StringBuilder();
        for (char c : letters.toCharArray()) {
            int at = "LRAPHF".indexOf(c);
            if (at >= 0) {
                out.append("LRAPHF".charAt(at ^ 1));
            }
        }
        return out.toString();
    }
}
