package loupe.core.render;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Pictures as PNG, made in memory only: the platform's usual way to a stream leaves a copy of each picture in the system's
/// folder for temporary files.
public final class Png {
    private Png() {}

    /// A picture's bytes.
    ///
    /// @throws IOException if this Java cannot write PNG
    public static byte[] bytes(BufferedImage picture) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(picture, out);
        return out.toByteArray();
    }

    /// Writes a picture; the stream stays open.
    ///
    /// @throws IOException if it cannot be written
    public static void write(BufferedImage picture, OutputStream out) throws IOException {
        try (ImageOutputStream memory = new MemoryCacheImageOutputStream(out)) {
            if (!ImageIO.write(picture, "png", memory)) {
                throw new IOException("this Java cannot write PNG");
            }
        }
    }
}
