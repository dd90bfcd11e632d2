package loupe.app.query;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import loupe.review.retrieving.FoundLine;

/// A study a node holds, as it is shown; for the toolkit's thread. It names a patient: it lives on the page and nowhere else.
public final class FoundStudy {
    private final FoundLine line;
    private final ReadOnlyObjectWrapper<Progress> progress;

    /// @param line what the node says
    FoundStudy(FoundLine line, Progress progress) {
        this.line = line;
        this.progress = new ReadOnlyObjectWrapper<>(progress);
    }

    /// Whether a study is here.
    public enum Standing {
        /// Nothing of it.
        AWAY,
        /// It waits to be fetched, or is.
        COMING,
        /// Some of it, or all.
        HERE,
        /// Fetching it did not bring all.
        LACKING
    }

    /// How far it is.
    ///
    /// @param standing whether it is here
    /// @param here its pseudonymous UID, where it is here, in part at least
    /// @param said what became of fetching it; empty for nothing
    public record Progress(Standing standing, Optional<String> here, String said) {}

    /// What the node says.
    public FoundLine line() {
        return line;
    }

    /// How far it is.
    public Progress progress() {
        return progress.get();
    }

    /// How far it is, to be heard of.
    public ReadOnlyObjectProperty<Progress> progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /// @param uid its pseudonymous UID; where it is not known now, the one known before stays
    void now(Standing standing, Optional<String> uid, String said) {
        progress.set(new Progress(standing, uid.or(() -> progress().here()), said));
    }

    /// Says nothing of the patient, so that no log can.
    @Override
    public String toString() {
        return "FoundStudy";
    }
}
