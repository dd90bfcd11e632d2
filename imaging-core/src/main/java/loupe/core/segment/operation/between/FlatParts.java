package loupe.core.segment.operation.between;

/// Parts of a layer that hang together by sides or corners, numbered from 1.
final class FlatParts {
    final int[] number;
    private final int wide;
    private final int high;
    private int count;

    FlatParts(byte[] pixels, int wide, int high) {
        this.number = new int[pixels.length];
        this.wide = wide;
        this.high = high;
        int[] stack = new int[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            if (pixels[i] != 0 && number[i] == 0) {
                flood(pixels, i, ++count, stack);
            }
        }
    }

    int count() {
        return count;
    }

    private void flood(byte[] pixels, int from, int own, int[] stack) {
        int size = 0;
        stack[size++] = from;
        number[from] = own;
        while (size > 0) {
            int at = stack[--size];
            for (int y = Math.max(0, at / wide - 1); y <= Math.min(high - 1, at / wide + 1); y++) {
                for (int x = Math.max(0, at % wide - 1); x <= Math.min(wide - 1, at % wide + 1); x++) {
                    int to = y * wide + x;
                    if (pixels[to] != 0 && number[to] == 0) {
                        number[to] = own;
                        stack[size++] = to;
                    }
                }
            }
        }
    }
}
