package loupe.inference.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a detector pointed at over several cases, and which lesions it hit.
public final class Detections {
    private static final double[] FALSE_A_CASE = {0.125, 0.25, 0.5, 1, 2, 4, 8};

    private record Point(int scan, int lesion, double confidence) {}

    private final List<Point> points = new ArrayList<>();
    private int cases;
    private int lesions;

    /// Begins a case.
    ///
    /// @param lesionsThere how many lesions it has
    public void begin(int lesionsThere) {
        cases++;
        lesions += lesionsThere;
    }

    /// Adds something the detector pointed at in the case begun last.
    ///
    /// @param lesion index of the lesion it hits, -1 for none
    /// @param confidence 0 to 1
    public void add(int lesion, double confidence) {
        points.add(new Point(cases, lesion, confidence));
    }

    /// Share of the lesions that were hit by anything.
    public double sensitivity() {
        return sensitivity(Double.MAX_VALUE);
    }

    /// How much was pointed at that is no lesion, a case.
    public double falseACase() {
        return points.stream().filter(p -> p.lesion < 0).count() / (double) Math.max(1, cases);
    }

    /// Share of the lesions hit at the lowest cut-off that leaves at most so many false ones a case.
    public double sensitivity(double falseACase) {
        List<Point> strongest = points.stream().sorted(Comparator.comparingDouble(Point::confidence).reversed()).toList();
        Set<List<Integer>> hit = new HashSet<>();
        double wrong = 0;
        double found = 0;
        for (int i = 0; i < strongest.size(); i++) {
            Point p = strongest.get(i);
            if (p.lesion < 0) {
                wrong++;
            } else {
                hit.add(List.of(p.scan, p.lesion));
            }
            boolean last = i + 1 == strongest.size() || strongest.get(i + 1).confidence < p.confidence;
            if (last && wrong <= falseACase * cases) {
                found = hit.size();
            }
        }
        return lesions == 0 ? Double.NaN : found / lesions;
    }

    /// Mean sensitivity at 1/8, 1/4, 1/2, 1, 2, 4 and 8 false ones a case (the FROC score of LUNA16).
    public double froc() {
        double sum = 0;
        for (double f : FALSE_A_CASE) {
            sum += sensitivity(f);
        }
        return sum / FALSE_A_CASE.length;
    }

    /// Calibration error of the confidences.
    public double calibrationError() {
        CalibrationError error = new CalibrationError();
        points.forEach(p -> error.add(p.confidence, p.lesion >= 0));
        return error.value();
    }
}
