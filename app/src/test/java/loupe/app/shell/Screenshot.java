package loupe.app.shell;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;

/// A picture of a scene as PNG.
final class Screenshot {
    private Screenshot() {}

    static void write(Scene scene, Path file) {
        try {
            write(WindowDriver.onToolkit(() -> scene.snapshot(null)), file);
        } catch (Exception e) {
            throw new AssertionError("no screenshot", e);
        }
    }

    static void write(WritableImage image, Path file) {
        try {
            int w = (int) image.getWidth();
            int h = (int) image.getHeight();
            int[] argb = new int[w * h];
            image.getPixelReader().getPixels(0, 0, w, h, PixelFormat.getIntArgbInstance(), argb, 0, w);
            BufferedImage out = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
            out.setRGB(0, 0, w, h, argb, 0, w);
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (!ImageIO.write(out, "png", file.toFile())) {
                throw new IOException("this Java cannot write PNG");
            }
        } catch (IOException e) {
            throw new AssertionError("no screenshot", e);
        }
    }
}
