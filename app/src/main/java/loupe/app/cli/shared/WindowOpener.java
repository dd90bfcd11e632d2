package loupe.app.cli.shared;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import loupe.app.text.Language;
import loupe.app.wiring.Workplace;
import loupe.core.work.JobContext;

/// Opens the window, so that the command line need not know the toolkit.
public interface WindowOpener {
    /// Shows the window and returns when it is closed.
    ///
    /// @param opening which store
    /// @param open the store if it is open already; empty shows the lock screen first
    /// @param samples folder to draw the sample studies in, which then arrive in the window; empty for none
    /// @param language the language of this window; empty for the kept one, or the system's
    /// @param stop its cancel takes the window away and closes what it opened
    /// @throws IOException if there is no display or the store fails
    void open(
            Workplace.Opening opening, Optional<Workplace> open, Optional<Path> samples, Optional<Language> language, JobContext stop)
            throws IOException;

    /// Starts the toolkit without a window.
    ///
    /// @return its version
    /// @throws IOException if it does not start
    String check() throws IOException;
}
