package loupe.review.deidentifying;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What is to be de-identified where to.
///
/// @param in files and folders
/// @param out a new or empty folder
/// @param map where the list of sources and outputs goes
/// @param threads how many files are worked on at a time, at least 1
public record DeidentifyOrder(List<Path> in, Path out, Optional<Path> map, int threads) {
    /// Copies the list.
    public DeidentifyOrder {
        in = List.copyOf(in);
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, was " + threads);
        }
    }
}
