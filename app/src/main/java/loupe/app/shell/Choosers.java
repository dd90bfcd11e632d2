package loupe.app.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Stage;

/// Asks the person for files and folders.
public interface Choosers {
    /// A folder; empty if the person thought better of it.
    Optional<Path> folder(Stage owner, String title);

    /// Files; empty if the person thought better of it.
    List<Path> files(Stage owner, String title);

    /// The system's own dialogs.
    static Choosers ofSystem() {
        return new Choosers() {
            @Override
            public Optional<Path> folder(Stage owner, String title) {
                DirectoryChooser chooser = new DirectoryChooser();
                chooser.setTitle(title);
                return Optional.ofNullable(chooser.showDialog(owner)).map(File::toPath);
            }

            @Override
            public List<Path> files(Stage owner, String title) {
                FileChooser chooser = new FileChooser();
                chooser.setTitle(title);
                List<File> chosen = chooser.showOpenMultipleDialog(owner);
                return chosen == null ? List.of() : chosen.stream().map(File::toPath).toList();
            }
        };
    }
}
