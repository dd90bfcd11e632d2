package loupe.app.shell;

import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import loupe.app.action.Action;
import loupe.app.action.KeyChord;
import loupe.app.action.KeyMap;
import loupe.app.action.Situation;

/// Turns keys into actions, except where a person types, presses a button or answers a sheet.
final class Keyboard {
    private final Scene scene;
    private final Sheets sheets;
    private final Supplier<KeyMap> keys;
    private final Supplier<Situation> situation;
    private final Consumer<Action> act;

    Keyboard(Scene scene, Sheets sheets, Supplier<KeyMap> keys, Supplier<Situation> situation, Consumer<Action> act) {
        this.scene = scene;
        this.sheets = sheets;
        this.keys = keys;
        this.situation = situation;
        this.act = act;
    }

    void install() {
        scene.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    }

    private void pressed(KeyEvent e) {
        if (sheets.shown()) {
            if (e.getCode() == KeyCode.ESCAPE) {
                sheets.escape();
                e.consume();
            }
            return;
        }
        if (e.isAltDown() && e.isControlDown() || belongsToFocus(e)) { // together they are AltGr, which types
            return;
        }
        keys.get().action(KeyChord.of(e), situation.get()).ifPresent(a -> {
            act.accept(a);
            e.consume();
        });
    }

    private boolean belongsToFocus(KeyEvent e) {
        Node focus = scene.getFocusOwner();
        if (focus instanceof TextInputControl) {
            boolean function = e.getCode().isFunctionKey();
            boolean editing = "ZYACVX".contains(e.getCode().getName());
            return !function && (!e.isShortcutDown() && !e.isAltDown() || editing);
        }
        if (focus instanceof ButtonBase && !e.isShortcutDown() && (e.getCode() == KeyCode.SPACE || e.getCode() == KeyCode.ENTER)) {
            return true;
        }
        boolean answers = focus != null && (inside(focus, "reasons") || inside(focus, "opinion") || inside(focus, "second-look-scores")
                || inside(focus, "difference-asked"));
        return answers && !e.isShortcutDown() && !e.getCode().isFunctionKey();
    }

    private static boolean inside(Node node, String id) {
        for (Node n = node; n != null; n = n.getParent()) {
            if (id.equals(n.getId())) {
                return true;
            }
        }
        return false;
    }
}
