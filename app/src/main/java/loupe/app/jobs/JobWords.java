package loupe.app.jobs;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.sayNumbers;
import static loupe.app.text.Words.told;

import java.time.Duration;
import loupe.app.text.Words;
import loupe.review.job.JobProgress;

/// A job's progress in words: what, how far, how fast, how long still.
final class JobWords {
    private JobWords() {}

    static String of(JobProgress p, Duration since) {
        if (p.state() == JobProgress.State.CANCELLING) {
            return say("{0}: stopping …", p.title());
        }
        if (p.total() == 0) {
            return p.title() + " …";
        }
        String far = sayNumbers("%s: %,d of %,d %s", p.title(), p.done(), p.total(), told(p.unit()));
        double seconds = since.toMillis() / 1000.0;
        if (seconds < 1 || p.done() == 0) {
            return far;
        }
        double rate = p.done() / seconds;
        double left = (p.total() - p.done()) / rate;
        return far + sayNumbers(" · %s/s · %s left", rate(rate), time(left));
    }

    private static String rate(double rate) {
        return rate < 10 ? String.format(Words.locale(), "%.1f", rate) : String.format(Words.locale(), "%,.0f", rate);
    }

    private static String time(double seconds) {
        return seconds < 90
                ? String.format(Words.locale(), "%.0f s", Math.ceil(seconds))
                : String.format(Words.locale(), "%.0f min", Math.ceil(seconds / 60));
    }
}
