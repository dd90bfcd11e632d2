package loupe.inference.text;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import loupe.core.work.JobContext;

/// Measures how many strings of [BurnedInStrings] the detector covers, and how much of clean pictures it takes.
final class TextCoverage {
    private static final int MARGIN = 2;

    int strings;
    int covered;
    long cleanPixels;
    long blackedOutside;
    double seconds;
    final Map<String, int[]> by = new TreeMap<>();
    final StringBuilder missed = new StringBuilder();

    static TextCoverage measure(TextDetector detector, BurnedInStrings source, int wanted) throws Exception {
        TextCoverage out = new TextCoverage();
        for (int i = 0; out.strings < wanted; i++) {
            BurnedInStrings.Picture p = source.next(i);
            long began = System.nanoTime();
            List<TextCandidate> boxes = detector.find(BurnedInStrings.SIDE, BurnedInStrings.SIDE, p.gray(), JobContext.unattended());
            out.seconds += (System.nanoTime() - began) / 1e9;
            out.add(p, boxes);
        }
        for (int i = 0; i < wanted / 5; i++) {
            byte[] gray = source.clean(i).gray();
            out.addClean(detector.find(BurnedInStrings.SIDE, BurnedInStrings.SIDE, gray, JobContext.unattended()));
        }
        return out;
    }

    static boolean inAny(List<TextCandidate> boxes, int x, int y) {
        return boxes.stream().anyMatch(b -> x >= b.x() - MARGIN && x < b.x() + b.width() + MARGIN
                && y >= b.y() - MARGIN && y < b.y() + b.height() + MARGIN);
    }

    private void add(BurnedInStrings.Picture p, List<TextCandidate> boxes) {
        for (BurnedInStrings.Line l : p.lines()) {
            int in = 0;
            for (int y = l.box().y; y < l.box().y + l.box().height; y++) {
                for (int x = l.box().x; x < l.box().x + l.box().width; x++) {
                    in += inAny(boxes, x, y) ? 1 : 0;
                }
            }
            double part = in / (double) (l.box().width * l.box().height);
            boolean ok = part >= 0.95;
            strings++;
            covered += ok ? 1 : 0;
            count("kind " + p.kind(), ok);
            count("size " + (l.size() < 12 ? "08-11" : l.size() < 20 ? "12-19" : "20-40"), ok);
            count("contrast " + (l.percent() < 15 ? "10-14" : l.percent() < 25 ? "15-24" : "25-99"), ok);
            count("turn " + l.quarters(), ok);
            if (!ok) {
                missed.append(String.format("  missed %.2f %s%n", part, l + " " + p.kind()));
            }
        }
    }

    /// A picture nobody wrote on.
    private void addClean(List<TextCandidate> boxes) {
        for (int y = 0; y < BurnedInStrings.SIDE; y++) {
            for (int x = 0; x < BurnedInStrings.SIDE; x++) {
                cleanPixels++;
                blackedOutside += inAny(boxes, x, y) ? 1 : 0;
            }
        }
    }

    private void count(String what, boolean ok) {
        int[] n = by.computeIfAbsent(what, k -> new int[2]);
        n[0] += ok ? 1 : 0;
        n[1]++;
    }

    double share() {
        return covered / (double) strings;
    }

    double cleanShare() {
        return blackedOutside / (double) cleanPixels;
    }
}
