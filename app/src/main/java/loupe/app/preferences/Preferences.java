package loupe.app.preferences;

import java.time.Duration;
import java.util.Properties;

/// Settings of the window; immutable.
///
/// @param lockAfter the window locks itself after so long without a key or pointer move; at least one second
/// @param pictureBytes memory decoded pictures may take, in bytes
/// @param overlayOpacity opacity of masks at the start, 0 to 1
/// @param cinePerSecond slices a second in cine, 1 to 60
public record Preferences(Duration lockAfter, long pictureBytes, double overlayOpacity, int cinePerSecond) {
    /// Checks the ranges.
    public Preferences {
        require(lockAfter.compareTo(Duration.ofSeconds(1)) >= 0, "lockAfter must be at least a second");
        require(pictureBytes >= 1 << 20, "pictureBytes must be at least a mebibyte");
        require(overlayOpacity >= 0 && overlayOpacity <= 1, "overlayOpacity must lie in 0 to 1");
        require(cinePerSecond >= 1 && cinePerSecond <= 60, "cinePerSecond must be 1 to 60");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /// Ten minutes, 256 MiB, a quarter, twelve.
    public static Preferences usual() {
        return new Preferences(Duration.ofMinutes(10), 256L << 20, 0.25, 12);
    }

    /// The usual ones with what system properties say: `loupe.lockMinutes`, `loupe.pictureMiB`, `loupe.overlayPercent`,
    /// `loupe.cinePerSecond`.
    ///
    /// @throws IllegalArgumentException if one is not a number or out of range
    public static Preferences of(Properties properties) {
        Preferences usual = usual();
        return new Preferences(
                Duration.ofSeconds(60L * number(properties, "loupe.lockMinutes", usual.lockAfter.toMinutes())),
                number(properties, "loupe.pictureMiB", usual.pictureBytes >> 20) << 20,
                number(properties, "loupe.overlayPercent", 25) / 100.0,
                (int) number(properties, "loupe.cinePerSecond", usual.cinePerSecond));
    }

    private static long number(Properties properties, String name, long otherwise) {
        return Long.parseLong(properties.getProperty(name, Long.toString(otherwise)).strip());
    }
}
