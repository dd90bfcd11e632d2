package loupe.app.shell;

import java.io.IOException;
import java.util.Optional;
import loupe.app.wiring.Workplace;
import loupe.review.ReviewException;

/// Opens the workstation window.
public final class Workstation {
    private Workstation() {}

    /// Shows the window and returns when it is closed.
    ///
    /// @throws IOException if there is no display
    public static void open(Workplace.Opening opening, Optional<Workplace> open, Optional<String> studyUid)
            throws IOException {
        throw new ReviewException("the window is not part of this build: " + opening.actor() + open + studyUid);
    }
}
