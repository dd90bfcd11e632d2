package loupe.app.action;

import static loupe.app.text.Words.named;

import java.util.Locale;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// A key with its modifiers.
///
/// @param code the key
/// @param control whether Ctrl is held (Command on a Mac)
/// @param shift whether Shift is held
/// @param alt whether Alt is held
public record KeyChord(KeyCode code, boolean control, boolean shift, boolean alt) {
    /// From text such as `Ctrl+Shift+Z`.
    ///
    /// @throws IllegalArgumentException if the key is not known
    public static KeyChord parse(String text) {
        String key = text.substring(text.lastIndexOf('+') + 1).toUpperCase(Locale.ROOT);
        if (key.isEmpty()) {
            throw new IllegalArgumentException("“" + text + "” must name a key");
        }
        KeyCode code = Character.isDigit(key.charAt(0)) ? KeyCode.valueOf("DIGIT" + key) : KeyCode.valueOf(key);
        return new KeyChord(code, text.contains("Ctrl+"), text.contains("Shift+"), text.contains("Alt+"));
    }

    /// What an event says; numbers of the number pad count as numbers.
    public static KeyChord of(KeyEvent e) {
        KeyCode code = e.getCode();
        if (code.isKeypadKey() && code.name().startsWith("NUMPAD")) {
            code = KeyCode.valueOf("DIGIT" + code.name().substring(6));
        }
        return new KeyChord(code, e.isShortcutDown(), e.isShiftDown(), e.isAltDown());
    }

    /// Text that [#parse] reads.
    public String spelled() {
        String name = code.name().startsWith("DIGIT") ? code.name().substring(5) : code.name();
        return (control ? "Ctrl+" : "") + (alt ? "Alt+" : "") + (shift ? "Shift+" : "") + name;
    }

    /// Text for people.
    public String text() {
        String name = switch (code) {
            case OPEN_BRACKET -> "[";
            case CLOSE_BRACKET -> "]";
            case EQUALS -> "+";
            case MINUS -> "−";
            case UP -> "↑";
            case DOWN -> "↓";
            case LEFT -> "←";
            case RIGHT -> "→";
            case ESCAPE -> named("Esc");
            default -> named(code.getName());
        };
        return (control ? named("Ctrl") + "+" : "") + (alt ? named("Alt") + "+" : "") + (shift ? named("Shift") + "+" : "") + name;
    }
}
