package loupe.core.encoding;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// Texts that the program brings along.
public final class ResourceText {
    private ResourceText() {}

    /// A file of this installation, as UTF-8.
    ///
    /// @param near a class of the module that brings it
    /// @param path absolute, or beside the class
    /// @throws UncheckedIOException if it cannot be read
    /// @throws NullPointerException if there is none
    public static String of(Class<?> near, String path) {
        try (InputStream in = Objects.requireNonNull(near.getResourceAsStream(path), path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("a file of this installation cannot be read: " + path, e);
        }
    }
}
