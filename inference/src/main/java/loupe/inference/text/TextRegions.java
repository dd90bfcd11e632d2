package loupe.inference.text;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.inference.tensor.Components;

/// Reads boxes from the net's probability map: what hangs together above a level, widened again by what the net's
/// training shrank it (area / perimeter x 1.6, as in "Real-time Scene Text Detection with Differentiable Binarization").
final class TextRegions {
    private static final float LEVEL = 0.2f;
    private static final double LEAST_SCORE = 0.3;
    private static final double UNCLIP = 1.6;
    private static final int LEAST_SIDE = 3;

    private TextRegions() {}

    static List<TextCandidate> of(FloatBuffer map, int mapWidth, GrayImage image) {
        BitSet hot = new BitSet();
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                if (map.get(y * mapWidth + x) > LEVEL) {
                    hot.set(y * image.width() + x);
                }
            }
        }
        VoxelGrid plane = VoxelGrid.axial(image.width(), image.height(), 1, new PatientPoint(0, 0, 0), 1, 1, "");
        List<TextCandidate> boxes = new ArrayList<>();
        for (int[] part : Components.of(hot, plane)) {
            TextCandidate box = box(part, map, mapWidth, image);
            if (box.score() >= LEAST_SCORE && Math.min(box.width(), box.height()) >= LEAST_SIDE) {
                boxes.add(widened(box, image));
            }
        }
        return boxes;
    }

    private static TextCandidate box(int[] part, FloatBuffer map, int mapWidth, GrayImage image) {
        int left = Integer.MAX_VALUE;
        int top = Integer.MAX_VALUE;
        int right = 0;
        int bottom = 0;
        double sum = 0;
        for (int i : part) {
            int x = i % image.width();
            int y = i / image.width();
            left = Math.min(left, x);
            right = Math.max(right, x);
            top = Math.min(top, y);
            bottom = Math.max(bottom, y);
            sum += map.get(y * mapWidth + x);
        }
        return new TextCandidate(left, top, right - left + 1, bottom - top + 1, Math.clamp(sum / part.length, 0, 1));
    }

    private static TextCandidate widened(TextCandidate b, GrayImage image) {
        double by = (double) b.width() * b.height() / (2 * (b.width() + b.height())) * UNCLIP;
        int left = Math.max(0, (int) Math.floor(b.x() - by));
        int top = Math.max(0, (int) Math.floor(b.y() - by));
        int right = Math.min(image.width(), (int) Math.ceil(b.x() + b.width() + by));
        int bottom = Math.min(image.height(), (int) Math.ceil(b.y() + b.height() + by));
        return new TextCandidate(left, top, right - left, bottom - top, b.score());
    }
}
