package loupe.app.cli.shared;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import loupe.core.work.JobContext;

/// Progress on a terminal: a bar with rate and time left, or plain lines where there is none. Ctrl-C cancels.
public final class Terminal implements JobContext {
    private static final int BAR = 24;
    private static final long REDRAW_NANOS = 100_000_000L;
    private static final long PLAIN_NANOS = 5_000_000_000L;

    private final PrintStream err;
    private final boolean interactive;
    private final List<Runnable> onCancel = new ArrayList<>();
    private volatile boolean cancelled;
    private String what = "";
    private long began;
    private long drawn;
    private boolean lineOpen;

    public Terminal(PrintStream err, boolean interactive) {
        this.err = err;
        this.interactive = interactive;
    }

    /// Names what comes next.
    public void begin(String title) {
        end();
        what = title;
        began = System.nanoTime();
        drawn = interactive ? 0 : began;
        if (!interactive) {
            err.println(title + " …");
        }
    }

    /// Ends the bar's line.
    public void end() {
        if (lineOpen) {
            err.println();
            lineOpen = false;
        }
    }

    @Override
    public void progress(long done, long total, String unit) {
        long now = System.nanoTime();
        boolean last = done == total;
        if (now - drawn < (interactive ? REDRAW_NANOS : PLAIN_NANOS) && !(last && interactive)) {
            return;
        }
        drawn = now;
        double seconds = (now - began) / 1e9;
        double rate = seconds > 0 ? done / seconds : 0;
        String left = rate > 0 && !last ? String.format(Locale.ROOT, ", %.0f s left", (total - done) / rate) : "";
        String text = String.format(Locale.ROOT, "%d of %d %s, %.1f/s%s", done, total, unit, rate, left);
        if (interactive) {
            int full = (int) (BAR * done / Math.max(1, total));
            err.print("\r\u001b[K" + what + " [" + "#".repeat(full) + "-".repeat(BAR - full) + "] " + text);
            err.flush();
            lineOpen = true;
        } else {
            err.println(what + ": " + text);
        }
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    @Override
    public Registration onCancel(Runnable action) {
        synchronized (onCancel) {
            onCancel.add(action);
        }
        if (cancelled) {
            action.run();
        }
        return () -> {
            synchronized (onCancel) {
                onCancel.remove(action);
            }
        };
    }

    /// Asks the work to stop.
    public void cancel() {
        cancelled = true;
        List<Runnable> actions;
        synchronized (onCancel) {
            actions = List.copyOf(onCancel);
        }
        actions.forEach(Runnable::run);
    }
}
