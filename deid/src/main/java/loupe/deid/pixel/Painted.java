package loupe.deid.pixel;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The boxes painted black so far and how many pixels they cover, each counted once a frame.
final class Painted {
    private final int columns;
    private final Map<Integer, BitSet> pixels = new HashMap<>();
    private final List<TextBox> boxes = new ArrayList<>();

    Painted(int columns) {
        this.columns = columns;
    }

    void add(int frame, List<TextBox> more) {
        BitSet covered = pixels.computeIfAbsent(frame, k -> new BitSet());
        for (TextBox b : more) {
            for (int r = b.row(); r < b.row() + b.height(); r++) {
                covered.set(r * columns + b.column(), r * columns + b.column() + b.width());
            }
        }
        boxes.addAll(more);
    }

    List<TextBox> boxes() {
        return boxes.stream().distinct().toList();
    }

    long pixels() {
        return pixels.values().stream().mapToLong(BitSet::cardinality).sum();
    }
}
