package loupe.review.batch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// Tells which items of a watched folder have been left alone for long enough: their names, sizes and times of change were the same at
/// every look for a while, and no name says that a file is still being copied.
public final class Settling {
    private final Duration quiet;
    private final Clock clock;
    private final Map<String, Since> seen = new HashMap<>();

    private record Since(String looks, Instant first) {}

    /// @param quiet how long nothing may have changed; zero where all is there before the first look
    public Settling(Duration quiet, Clock clock) {
        if (quiet.isNegative()) {
            throw new IllegalArgumentException("quiet must not be negative, was " + quiet);
        }
        this.quiet = quiet;
        this.clock = clock;
    }

    /// Whether everything counts as settled: nobody watches.
    boolean atOnce() {
        return quiet.isZero();
    }

    /// Looks at an item once more.
    boolean settled(String source, Fingerprint now) {
        if (now.files() == 0) {
            seen.remove(source);
            return false;
        }
        if (atOnce()) {
            return true;
        }
        Instant time = clock.instant();
        Since since = seen.get(source);
        if (since == null || !since.looks.equals(now.digest()) || time.isBefore(since.first)) {
            since = new Since(now.digest(), time);
            seen.put(source, since);
        }
        return now.whole() && !time.isBefore(since.first.plus(quiet));
    }

    /// Forgets what is not there any more.
    void keepOnly(Collection<String> sources) {
        seen.keySet().retainAll(sources);
    }
}
