package loupe.app.theme;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.Scene;
import loupe.core.encoding.ResourceText;
import loupe.review.screen.WindowLook;

/// How the window looks around its images, which are the same in both. Dark is for the reading room and holds until a reader wants it
/// otherwise.
public enum Theme {
    /// Images are the brightest thing on the screen.
    DARK(List.of("/loupe/app/loupe.css")),
    /// For bright rooms.
    LIGHT(List.of("/loupe/app/loupe.css", "/loupe/app/light.css"));

    /// What grows with texts: their size, and the heights of rows that hold them.
    private static final Pattern SIZES = Pattern.compile("(-fx-font-size|-fx-size|-fx-cell-size): (\\d+)px");

    private final List<String> sheets;

    Theme(List<String> sheets) {
        this.sheets = sheets;
    }

    /// The theme a kept choice asks for.
    public static Theme of(boolean light) {
        return light ? LIGHT : DARK;
    }

    /// Gives a scene a look in place of any other: colours, the size of texts, and whether motion is reduced. Where it is not asked for,
    /// motion is as the desktop has it.
    public static void on(Scene scene, WindowLook look) {
        scene.getStylesheets().setAll(of(look.light()).sheets.stream()
                .map(s -> look.textPercent() == WindowLook.USUAL ? there(s) : grown(s, look.textPercent()))
                .toList());
        scene.getPreferences().setReducedMotion(look.still() ? Boolean.TRUE : null);
    }

    private static String there(String sheet) {
        return Objects.requireNonNull(Theme.class.getResource(sheet)).toExternalForm();
    }

    /// A sheet whose sizes of texts are all multiplied: sizes are given in pixels, so that nested ones do not multiply each other.
    private static String grown(String sheet, int percent) {
        String text = SIZES.matcher(ResourceText.of(Theme.class, sheet)).replaceAll(m -> Matcher.quoteReplacement(String.format(
                Locale.ROOT, "%s: %.1fpx", m.group(1), Integer.parseInt(m.group(2)) * percent / 100.0)));
        return "data:text/css;charset=utf-8;base64," + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
