package loupe.app.display;

import static loupe.app.text.Words.say;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Screen;
import javafx.stage.Stage;

/// The display test: the pattern, one of its pixels on each of the screen's, and what must be seen in it. It says nothing of luminance,
/// which needs a meter.
public final class DisplayPane extends VBox {
    private static final int WHITE = 255;

    private final Map<DisplayQuestion, ToggleGroup> answers = new EnumMap<>(DisplayQuestion.class);
    private final Button keep = new Button(say("Keep the answers"));
    private final Stage stage;

    /// @param stage the window, whose monitor is looked at
    /// @param done told the monitor's size in device pixels, and the answers
    /// @param close puts the sheet away
    public DisplayPane(Stage stage, BiConsumer<String, Map<String, Boolean>> done, Runnable close) {
        this.stage = stage;
        setId("display-test");
        getStyleClass().addAll("sheet", "wide-sheet");
        Label title = new Label(say("Display test"));
        title.getStyleClass().add("card-title");
        Label text = new Label(say("Dim the room as for reading and sit as for reading. Say of each sentence whether it is so. "
                + "What the screen's brightness is needs a meter and is not asked here."));
        text.setWrapText(true);
        text.setMinHeight(USE_PREF_SIZE);
        VBox questions = new VBox(10);
        questions.setMinWidth(240);
        HBox.setHgrow(questions, Priority.ALWAYS);
        for (DisplayQuestion q : DisplayQuestion.values()) {
            questions.getChildren().add(question(q));
        }
        HBox both = new HBox(18, pattern(), questions);
        keep.setId("display-keep");
        keep.getStyleClass().add("primary");
        keep.setDisable(true);
        keep.setOnAction(e -> done.accept(monitor(), said()));
        Button cancel = new Button(say("Not now  (Esc)"));
        cancel.setId("display-close");
        cancel.setOnAction(e -> close.run());
        both.setMinHeight(USE_PREF_SIZE);
        HBox buttons = new HBox(8, keep, cancel);
        buttons.setMinHeight(USE_PREF_SIZE);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        getChildren().addAll(title, text, both, buttons);
    }

    /// What takes the focus first.
    public Node first() {
        return lookup("#display-" + DisplayQuestion.PATCHES.name() + "-yes");
    }

    private VBox question(DisplayQuestion q) {
        ToggleGroup group = new ToggleGroup();
        answers.put(q, group);
        Label text = new Label(q.text());
        text.setWrapText(true);
        text.setMinHeight(USE_PREF_SIZE);
        HBox row = new HBox(14, answer(q, group, true), answer(q, group, false));
        group.selectedToggleProperty().addListener((o, before, now) -> keep.setDisable(
                answers.values().stream().anyMatch(g -> g.getSelectedToggle() == null)));
        return new VBox(4, text, row);
    }

    private static RadioButton answer(DisplayQuestion q, ToggleGroup group, boolean yes) {
        RadioButton b = new RadioButton(yes ? say("Yes") : say("No"));
        b.setId("display-" + q.name() + (yes ? "-yes" : "-no"));
        b.setAccessibleText(yes ? say("Yes: {0}", q.text()) : say("No: {0}", q.text()));
        b.setUserData(yes);
        b.setToggleGroup(group);
        return b;
    }

    private Map<String, Boolean> said() {
        Map<String, Boolean> out = new HashMap<>();
        answers.forEach((q, group) -> Optional.ofNullable(group.getSelectedToggle())
                .ifPresent(t -> out.put(q.name(), Boolean.TRUE.equals(t.getUserData()))));
        return out;
    }

    private String monitor() {
        Screen screen = Screen.getScreensForRectangle(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight()).stream()
                .findFirst()
                .orElse(Screen.getPrimary());
        return Math.round(screen.getBounds().getWidth() * screen.getOutputScaleX()) + " x "
                + Math.round(screen.getBounds().getHeight() * screen.getOutputScaleY());
    }

    /// One pixel of the pattern on each of the screen's, whatever the desktop's scale, while the window stands on whole pixels.
    private ImageView pattern() {
        TestPattern p = TestPattern.drawn();
        WritableImage image = new WritableImage(p.width(), p.height());
        int[] argb = new int[p.width() * p.height()];
        for (int i = 0; i < argb.length; i++) {
            int v = p.gray()[i] & WHITE;
            argb[i] = WHITE << 24 | v << 16 | v << 8 | v;
        }
        image.getPixelWriter().setPixels(0, 0, p.width(), p.height(), PixelFormat.getIntArgbInstance(), argb, 0, p.width());
        ImageView view = new ImageView(image);
        view.setId("display-pattern");
        view.setSmooth(false);
        view.setFitWidth(p.width() / stage.getOutputScaleX());
        view.setFitHeight(p.height() / stage.getOutputScaleY());
        view.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        view.setAccessibleText(say("Test pattern: sixteen gray squares, squares in black and white, lines, ramps, steps and a border"));
        return view;
    }
}
