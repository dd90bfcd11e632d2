package loupe.app.cli.shared;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import loupe.review.ReviewException;

/// Files a command is given that hold a certificate, a key or a secret.
public final class KeyFile {
    private KeyFile() {}

    /// A file's text.
    ///
    /// @param what what it holds, for a person, such as `a certificate or key`
    /// @throws ReviewException if it cannot be read
    public static String text(Path file, String what) throws ReviewException {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ReviewException(what + " file cannot be read; check its path and rights", e);
        }
    }
}
