package loupe.app.shell;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import loupe.review.ReviewException;

/// Starts the toolkit once without a window, to see that its native libraries load.
public final class ToolkitCheck {
    private static final int MOST_SECONDS = 30;

    private ToolkitCheck() {}

    /// The toolkit's version.
    ///
    /// @throws IOException if it does not start, for example without a display
    public static String run() throws IOException {
        Workstation.requireDisplay(System.getProperty("os.name", ""), System.getenv());
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        try {
            if (!started.await(MOST_SECONDS, TimeUnit.SECONDS)) {
                throw new ReviewException("the window toolkit did not start; check the display");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReviewException("interrupted while the toolkit started", e);
        } finally {
            Platform.exit();
        }
        return System.getProperty("javafx.version", "unknown version");
    }
}
