package loupe.review.intake;

import java.nio.file.Path;

/// Where an arrival lies.
///
/// @param path the file, or the archive it is in; for the person's screen only, never logged or stored
/// @param shown the same below the folder that was named
/// @param number its place among the files looked at, from 1; this is what logs say
/// @param entry its place in the archive it lies in, from 1; 0 where it lies in none
public record Incoming(Path path, String shown, int number, int entry) {
    /// Whether it lies in an archive.
    public boolean archived() {
        return entry > 0;
    }

    /// The folder the file lies in, or the archive.
    Path folder() {
        Path parent = path.toAbsolutePath().getParent();
        return archived() || parent == null ? path : parent;
    }

    /// Says nothing of the path, so that no log can.
    @Override
    public String toString() {
        return "Incoming " + number;
    }
}
