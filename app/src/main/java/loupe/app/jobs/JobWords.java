package loupe.app.jobs;

import java.time.Duration;
import java.util.Locale;
import loupe.review.job.JobProgress;

/// A job's progress in words: what, how far, how fast, how long still.
final class JobWords {
    private JobWords() {}

    static String of(JobProgress p, Duration since) {
        if (p.state() == JobProgress.State.CANCELLING) {
            return p.title() + ": stopping …";
        }
        if (p.total() == 0) {
            return p.title() + " …";
        }
        String far = String.format(Locale.ROOT, "%s: %,d of %,d %s", p.title(), p.done(), p.total(), p.unit());
        double seconds = since.toMillis() / 1000.0;
        if (seconds < 1 || p.done() == 0) {
            return far;
        }
        double rate = p.done() / seconds;
        double left = (p.total() - p.done()) / rate;
        return far + String.format(Locale.ROOT, " · %s/s · %s left", rate(rate), time(left));
    }

    private static String rate(double rate) {
        return rate < 10 ? String.format(Locale.ROOT, "%.1f", rate) : String.format(Locale.ROOT, "%,.0f", rate);
    }

    private static String time(double seconds) {
        return seconds < 90
                ? String.format(Locale.ROOT, "%.0f s", Math.ceil(seconds))
                : String.format(Locale.ROOT, "%.0f min", Math.ceil(seconds / 60));
    }
}
