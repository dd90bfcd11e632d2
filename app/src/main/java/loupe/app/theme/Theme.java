package loupe.app.theme;

import java.util.List;
import java.util.Objects;
import javafx.scene.Scene;

/// How the window looks around its images, which are the same in both. Dark is for the reading room and holds until a reader wants it
/// otherwise.
public enum Theme {
    /// Images are the brightest thing on the screen.
    DARK(List.of("/loupe/app/loupe.css")),
    /// For bright rooms.
    LIGHT(List.of("/loupe/app/loupe.css", "/loupe/app/light.css"));

    private final List<String> sheets;

    Theme(List<String> sheets) {
        this.sheets = sheets;
    }

    /// The theme a kept choice asks for.
    public static Theme of(boolean light) {
        return light ? LIGHT : DARK;
    }

    /// The other one.
    public Theme other() {
        return this == DARK ? LIGHT : DARK;
    }

    /// Gives a scene this theme in place of any other.
    public void on(Scene scene) {
        scene.getStylesheets().setAll(sheets.stream()
                .map(s -> Objects.requireNonNull(Theme.class.getResource(s)).toExternalForm())
                .toList());
    }
}
