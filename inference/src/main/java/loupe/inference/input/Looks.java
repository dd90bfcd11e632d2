package loupe.inference.input;

import java.util.HashMap;
import java.util.Map;
import loupe.core.image.Volume;
import loupe.core.work.JobContext;

/// Remembers how a volume looks, so that it is looked at once however many models ask. Safe for any thread.
public final class Looks {
    private record Way(int side, boolean scaled) {}

    private final Map<Way, Likeness> seen = new HashMap<>();

    /// How a volume looks; always asked with the same one.
    ///
    /// @param side samples along each axis of the thumbnail
    /// @param scaled whether to scale by quantiles
    public synchronized Likeness of(Volume volume, int side, boolean scaled, JobContext job) {
        return seen.computeIfAbsent(new Way(side, scaled), w -> Likeness.of(volume, side, scaled, job));
    }
}
