package loupe.app.viewer.screen;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import loupe.core.render.PixelBox;

/// Two screens' worth of pixels: one is shown while the other is drawn. Where what was drawn differs from what is shown in a small part
/// alone, as under a brush, that part is shown over it, so that the toolkit need not draw all of the screen again. For the
/// toolkit's thread, but for [#change] and the pixels of the half to draw on.
public final class Frames {
    private static final int BLACK = 0xff000000;
    /// A part larger than one of so many is not worth it.
    private static final int SHARE = 4;

    private Half front = new Half(1, 1);
    private Half back = new Half(1, 1);
    private Optional<Part> part = Optional.empty();
    /// Whether the half to draw on holds what is shown.
    private boolean same;

    /// Nothing drawn yet.
    public Frames() {
        // Sized when first drawn on.
    }

    /// Pixels and the image over them.
    ///
    /// @param width screen pixels across
    /// @param height screen pixels down
    /// @param argb opaque, row by row; what is drawn goes here
    /// @param pixels the same for the toolkit
    /// @param image what the toolkit shows of them
    public record Half(int width, int height, int[] argb, PixelBuffer<IntBuffer> pixels, WritableImage image) {
        Half(int width, int height) {
            this(width, height, new int[width * height]);
        }

        private Half(int width, int height, int[] argb) {
            this(
                    width,
                    height,
                    argb,
                    new PixelBuffer<>(width, height, IntBuffer.wrap(argb), PixelFormat.getIntArgbPreInstance()));
        }

        private Half(int width, int height, int[] argb, PixelBuffer<IntBuffer> pixels) {
            this(width, height, argb, pixels, new WritableImage(pixels));
        }

        /// Blackens it.
        public void blacken() {
            Arrays.fill(argb, BLACK);
        }
    }

    /// A part of the screen.
    ///
    /// @param x leftmost pixel
    /// @param y uppermost pixel
    /// @param pixels what stands there
    public record Part(int x, int y, Half pixels) {
        PixelBox box() {
            return new PixelBox(x, y, x + pixels.width - 1, y + pixels.height - 1);
        }
    }

    /// What stands on the screen.
    ///
    /// @param whole all of it
    /// @param part what has changed since; empty where nothing has
    public record Standing(WritableImage whole, Optional<Part> part) {}

    /// What was drawn, against what stands.
    ///
    /// @param few whether a part of the screen at most has changed
    /// @param part the part; empty where nothing differs
    public record Change(boolean few, Optional<Part> part) {
        /// Anything may have.
        public static final Change ALL = new Change(false, Optional.empty());
    }

    /// The half to draw on, of the wanted size.
    public Half back(int width, int height) {
        if (back.width != width || back.height != height) {
            back = new Half(width, height);
            same = false;
        }
        return back;
    }

    /// What the half that was drawn changes. For the thread that drew it, before it is shown.
    ///
    /// @param drawn where alone it can differ from what the half held before; empty for anywhere
    public Change change(Optional<PixelBox> drawn) {
        if (back.width != front.width || back.height != front.height) {
            return Change.ALL;
        }
        if (same && drawn.isPresent()) {
            PixelBox box = part.map(Part::box).map(drawn.get()::with).orElse(drawn.get());
            return few(box.pixels())
                    ? new Change(true, Optional.of(part(
                            box.firstColumn(), box.firstRow(), box.lastColumn() - box.firstColumn() + 1, box.lastRow() - box.firstRow() + 1)))
                    : Change.ALL;
        }
        return compared();
    }

    private boolean few(long pixels) {
        return pixels * SHARE <= (long) back.width * back.height;
    }

    private Change compared() {
        int top = 0;
        while (top < back.height && mismatch(top, 0, back.width) < 0) {
            top++;
        }
        if (top == back.height) {
            return new Change(true, Optional.empty());
        }
        int bottom = back.height - 1;
        while (mismatch(bottom, 0, back.width) < 0) {
            bottom--;
        }
        int left = back.width;
        int right = 0;
        for (int y = top; y <= bottom; y++) {
            int first = mismatch(y, 0, left);
            left = first < 0 ? left : first;
            right = Math.max(right, last(y, right));
            if (!few((long) (right - left) * (bottom - top + 1))) {
                return Change.ALL;
            }
        }
        return new Change(true, Optional.of(part(left, top, right - left, bottom - top + 1)));
    }

    /// First column of a row's range that differs; negative where none does.
    private int mismatch(int row, int from, int end) {
        int at = row * back.width;
        int i = Arrays.mismatch(back.argb, at + from, at + end, front.argb, at + from, at + end);
        return i < 0 ? i : from + i;
    }

    /// Column behind the last that differs, where that lies behind one that is known.
    private int last(int row, int known) {
        int at = row * back.width;
        int end = back.width;
        while (end > known && back.argb[at + end - 1] == front.argb[at + end - 1]) {
            end--;
        }
        return end;
    }

    private Part part(int x, int y, int width, int height) {
        Half out = new Half(width, height);
        for (int row = 0; row < height; row++) {
            System.arraycopy(back.argb, (y + row) * back.width + x, out.argb, row * width, width);
        }
        return new Part(x, y, out);
    }

    /// Shows what was drawn.
    ///
    /// @param parts whether a part may be shown over what was there ([ScreenView#takesParts])
    public Standing show(Change change, boolean parts) {
        same = change.few && parts;
        part = same ? change.part : Optional.empty();
        if (!same) {
            Half drawn = back;
            back = front;
            front = drawn;
            drawn.pixels.updateBuffer(unused -> null);
        }
        return new Standing(front.image, part);
    }

    /// Blackens all that was drawn.
    public void blacken() {
        List.of(front, back).forEach(Half::blacken);
        part.ifPresent(p -> p.pixels.blacken());
    }
}
