package loupe.inference.slide;

import loupe.inference.card.OutputStep;

/// Parts a tile's map into objects: cores are the seeds, and what is left of the map goes to the nearest seed.
final class ObjectMap {
    private final Tiling.Maps maps;
    private final OutputStep.Objects rule;
    private final int[] labels;
    private final int[] queue;
    private int count;

    private ObjectMap(Tiling.Maps maps, OutputStep.Objects rule) {
        this.maps = maps;
        this.rule = rule;
        this.labels = new int[maps.side() * maps.side()];
        this.queue = new int[labels.length];
    }

    /// Numbers of the objects, 0 for none, and how many there are.
    record Labels(int[] of, int count) {}

    static Labels of(Tiling.Maps maps, OutputStep.Objects rule) {
        ObjectMap m = new ObjectMap(maps, rule);
        m.seed(1, rule.core(), rule.fewestCore());
        m.grow();
        m.seed(0, rule.threshold(), rule.fewest());
        return new Labels(m.labels, m.count);
    }

    private boolean in(int map, int i, double level) {
        return maps.values()[map * labels.length + i] >= level;
    }

    /// Connected parts of a map that have no label yet become objects; those too small do not.
    private void seed(int map, double level, int fewest) {
        boolean[] seen = new boolean[labels.length];
        for (int i = 0; i < labels.length; i++) {
            if (!seen[i] && labels[i] == 0 && in(map, i, level)) {
                int size = flood(map, level, i, seen);
                if (size >= fewest) {
                    count++;
                    for (int k = 0; k < size; k++) {
                        labels[queue[k]] = count;
                    }
                }
            }
        }
    }

    private int flood(int map, double level, int from, boolean[] seen) {
        int size = 0;
        queue[size++] = from;
        seen[from] = true;
        for (int done = 0; done < size; done++) {
            for (int n : next(queue[done])) {
                if (n >= 0 && !seen[n] && labels[n] == 0 && in(map, n, level)) {
                    seen[n] = true;
                    queue[size++] = n;
                }
            }
        }
        return size;
    }

    /// Every seed grows a step at a time inside the map.
    private void grow() {
        int size = 0;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] > 0) {
                queue[size++] = i;
            }
        }
        for (int done = 0; done < size; done++) {
            for (int n : next(queue[done])) {
                if (n >= 0 && labels[n] == 0 && in(0, n, rule.threshold())) {
                    labels[n] = labels[queue[done]];
                    queue[size++] = n;
                }
            }
        }
    }

    private int[] next(int i) {
        int side = maps.side();
        int c = i % side;
        return new int[] {c > 0 ? i - 1 : -1, c < side - 1 ? i + 1 : -1, i - side, i + side < labels.length ? i + side : -1};
    }
}
