package loupe.app.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javafx.application.Platform;
import javafx.stage.Stage;
import loupe.app.preferences.Preferences;
import loupe.app.wiring.SafeLog;
import loupe.app.wiring.Workplace;
import loupe.core.work.JobContext;
import loupe.review.ReviewException;

/// Opens the workstation window.
public final class Workstation {
    private Workstation() {}

    /// Shows the window and returns when it is closed. Once in a process.
    ///
    /// @param samples folder to draw the sample studies in, which then arrive as jobs; empty for none
    /// @param stop its cancel (Ctrl-C, SIGTERM) takes the window away and closes the store if the window opened it
    /// @throws IOException if there is no display
    public static void open(
            Workplace.Opening opening, Optional<Workplace> open, Optional<Path> samples, JobContext stop)
            throws IOException {
        requireDisplay(System.getProperty("os.name", ""), System.getenv());
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        SafeLog log = SafeLog.of(opening.places());
        try {
            Platform.startup(() -> start(
                    new MainWindow.Parts(
                            opening, Preferences.of(System.getProperties()), log, Choosers.ofSystem()),
                    open,
                    samples,
                    new Ending(closed, stop)));
        } catch (UnsupportedOperationException e) {
            throw new ReviewException("the window cannot be opened on this display; use the command line instead", e);
        }
        await(closed);
    }

    /// @throws ReviewException if a Unix session names no display
    static void requireDisplay(String system, Map<String, String> environment) throws ReviewException {
        String os = system.toLowerCase(Locale.ROOT);
        boolean named = !environment.getOrDefault("DISPLAY", "").isEmpty()
                || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
        if (!os.contains("win") && !os.contains("mac") && !named) {
            throw new ReviewException("there is no display for a window; use the command line (loupe --help)");
        }
    }

    /// How the window ends.
    private record Ending(CompletableFuture<Boolean> closed, JobContext stop) {}

    private static void start(
            MainWindow.Parts parts,
            Optional<Workplace> open,
            Optional<Path> samples,
            Ending ending) {
        try {
            Platform.setImplicitExit(false);
            Stage stage = new Stage();
            MainWindow window = new MainWindow(stage, parts, open, samples);
            Runnable close = () -> {
                stage.hide();
                window.close(done -> {
                    ending.closed.complete(done);
                    Platform.exit();
                });
            };
            stage.setOnCloseRequest(e -> {
                close.run();
                e.consume();
            });
            ending.stop.onCancel(() -> {
                Platform.runLater(stage::hide);
                // The toolkit may be on its way out with the process: the store is closed without it.
                window.closeAtOnce(ending.closed::complete);
            });
            window.show();
        } catch (RuntimeException e) {
            ending.closed.completeExceptionally(e);
            Platform.exit();
        }
    }

    private static void await(CompletableFuture<Boolean> closed) throws IOException {
        try {
            if (!closed.get()) {
                throw new ReviewException("the store did not close in order; the next start checks it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            Platform.exit();
        } catch (ExecutionException e) {
            throw new ReviewException("the window could not be opened", e);
        }
    }
}
