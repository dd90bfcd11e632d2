package loupe.store.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import loupe.store.audit.AuditEvent;
import loupe.store.setting.Policy;

/// Looks for unusual use: many studies opened or exported in an hour, a clock that jumps. One thread at a time.
final class Watch {
    private static final long HOUR_MILLIS = 3_600_000;
    private static final long JUMP_MILLIS = 24 * HOUR_MILLIS;

    private final Map<AuditEvent, Deque<Long>> times = new EnumMap<>(AuditEvent.class);
    private final Map<AuditEvent, Long> alerted = new EnumMap<>(AuditEvent.class);
    private long last;

    Watch(long lastUtcMillis) {
        this.last = lastUtcMillis;
    }

    /// Takes an event in.
    ///
    /// @return what is unusual about it
    Optional<String> saw(AuditEvent event, long nowMillis, Policy policy) {
        int most = switch (event) {
            case STUDY_READ -> policy.opensAnHour();
            case EXPORTED, PORTABILITY_EXPORTED -> policy.exportsAnHour();
            default -> Integer.MAX_VALUE;
        };
        if (most == Integer.MAX_VALUE) {
            return Optional.empty();
        }
        Deque<Long> recent = times.computeIfAbsent(event, e -> new ArrayDeque<>());
        recent.addLast(nowMillis);
        while (recent.peekFirst() != null && Math.abs(nowMillis - recent.peekFirst()) > HOUR_MILLIS) {
            recent.removeFirst();
        }
        boolean quiet = nowMillis - alerted.getOrDefault(event, Long.MIN_VALUE / 2) > HOUR_MILLIS;
        if (recent.size() <= most || !quiet) {
            return Optional.empty();
        }
        alerted.put(event, nowMillis);
        return Optional.of(event + " more than " + most + " times in an hour");
    }

    /// Looks at the clock.
    ///
    /// @return in what way it jumped since the event before; a store that was closed for days is no jump
    Optional<String> clock(long nowMillis, boolean opening) {
        long before = last;
        last = nowMillis;
        if (before != 0 && nowMillis < before) {
            return Optional.of("the clock was set back by " + (before - nowMillis) / 1000 + " seconds");
        }
        if (before != 0 && !opening && nowMillis - before > JUMP_MILLIS) {
            return Optional.of("the clock leapt by " + (nowMillis - before) / 1000 + " seconds");
        }
        return Optional.empty();
    }
}
