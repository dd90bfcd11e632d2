package loupe.app.viewer;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.List;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/// Two screens' worth of pixels: one is shown while the other is drawn.
final class Frames {
    private Half front = new Half(1, 1);
    private Half back = new Half(1, 1);

    /// Pixels and the image over them.
    record Half(int width, int height, int[] argb, PixelBuffer<IntBuffer> pixels, WritableImage image) {
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

        void blacken() {
            Arrays.fill(argb, 0xff000000);
        }
    }

    /// The half to draw on, of the wanted size.
    Half back(int width, int height) {
        if (back.width != width || back.height != height) {
            back = new Half(width, height);
        }
        return back;
    }

    /// Shows what was drawn.
    WritableImage swap() {
        Half drawn = back;
        back = front;
        front = drawn;
        drawn.pixels.updateBuffer(unused -> null);
        return drawn.image;
    }

    List<Half> both() {
        return List.of(front, back);
    }
}
