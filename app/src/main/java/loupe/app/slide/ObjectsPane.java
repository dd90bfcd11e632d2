package loupe.app.slide;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.sayNumbers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import loupe.app.action.Action;
import loupe.app.action.ActionButtons;
import loupe.app.action.KeyMap;
import loupe.app.text.Words;
import loupe.core.slide.ClassColours;
import loupe.core.slide.FeatureLayer;
import loupe.core.slide.SlideFeature;

/// How many objects there are, which are in hand, the class in hand and what can be done with them.
final class ObjectsPane extends VBox {
    private static final int MOST_CLASSES = 8;

    private final ObjectsViewModel model;
    private final ActionButtons buttons;
    private final Label total = new Label();
    private final VBox classes = new VBox(1);
    private final Label held = new Label();
    private final Label framed = new Label();
    private final ComboBox<String> choice = new ComboBox<>();

    ObjectsPane(ObjectsViewModel model, KeyMap keys, Consumer<Action> act) {
        super(5);
        this.model = model;
        this.buttons = new ActionButtons(keys, act);
        setId("objects-pane");
        getStyleClass().add("side");
        Label title = new Label(say("Objects"));
        title.getStyleClass().add("side-title");
        total.setId("objects-total");
        held.setId("objects-held");
        framed.setId("objects-framed");
        for (Label l : List.of(held, framed)) {
            l.setWrapText(true);
            l.setMinHeight(USE_PREF_SIZE);
            l.managedProperty().bind(l.textProperty().isNotEmpty());
        }
        choice.setId("objects-class");
        choice.setEditable(true);
        choice.setPromptText(say("class for new objects"));
        choice.setAccessibleText(say("Class that new objects get and that objects in hand can be given"));
        choice.setMaxWidth(Double.MAX_VALUE);
        choice.getEditor().textProperty().bindBidirectional(model.classInHandProperty());
        FlowPane row = new FlowPane(4, 4, button(say("Set class"), Action.SLIDE_CLASS), button(say("All alike"), Action.SLIDE_CLASS_ALIKE),
                button(say("Delete"), Action.SLIDE_DELETE), button(say("Import…"), Action.SLIDE_IMPORT),
                        button(say("Export…"), Action.SLIDE_EXPORT));
        getChildren().addAll(title, total, classes, held, framed, choice, row);
        model.countsProperty().addListener((o, before, now) -> counted(now));
        model.saidProperty().addListener((o, before, now) -> counted(model.countsProperty().get()));
        model.framedProperty().addListener((o, before, now) -> framed());
        model.frameProperty().addListener((o, before, now) -> framed());
        model.inHandProperty().addListener((o, before, now) -> held(now));
        counted(model.countsProperty().get());
    }

    private Button button(String text, Action action) {
        Button b = buttons.button(text, action.name().toLowerCase(Locale.ROOT).replace('_', '-'), action);
        b.setMinWidth(USE_PREF_SIZE);
        return b;
    }

    private static String named(String name) {
        return name.isEmpty() ? say("no class") : name;
    }

    private void counted(Map<String, Integer> counts) {
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        String said = model.saidProperty().get();
        total.setText(!said.isEmpty() ? said : all == 0 ? say("none on this slide") : sayNumbers("%,d on this slide", all));
        classes.getChildren().clear();
        List<Map.Entry<String, Integer>> order = new ArrayList<>(counts.entrySet());
        order.sort(Map.Entry.<String, Integer>comparingByValue().reversed());
        for (Map.Entry<String, Integer> e : order.subList(0, Math.min(MOST_CLASSES, order.size()))) {
            Label l = new Label(String.format(Words.locale(), "■ %,d  %s", e.getValue(), named(e.getKey())));
            l.getStyleClass().add("object-class");
            if (!e.getKey().isEmpty()) { // what has no class is drawn by who made it, in more than one colour
                l.setStyle("-fx-text-fill: derive(" + ClassColours.css(e.getKey()) + ", 45%);");
            }
            classes.getChildren().add(l);
        }
        String typed = choice.getEditor().getText();
        choice.getItems().setAll(counts.keySet().stream().filter(c -> !c.isEmpty()).toList());
        choice.getEditor().setText(typed);
    }

    private void held(List<FeatureLayer.Standing> now) {
        if (now.isEmpty()) {
            held.setText("");
        } else if (now.size() > 1) {
            held.setText(say("{0} in hand", now.size()));
        } else {
            SlideFeature f = now.getFirst().feature();
            StringBuilder text = new StringBuilder(say("In hand: {0}\n{1}", named(f.classification()), now.getFirst().set().title()));
            f.measurements().forEach((k, v) -> text.append(String.format(Words.locale(), "%n%s  %.4g", k, v)));
            held.setText(text.toString());
        }
    }

    private void framed() {
        if (model.frameProperty().get().isEmpty()) {
            framed.setText("");
            return;
        }
        Map<String, Integer> counts = model.framedProperty().get();
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        StringBuilder text = new StringBuilder(say("In the frame: {0}", all));
        counts.forEach((k, v) -> text.append("\n").append(v).append("  ").append(named(k)));
        framed.setText(text.toString());
    }
}
