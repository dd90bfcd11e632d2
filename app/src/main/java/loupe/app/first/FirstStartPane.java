package loupe.app.first;

import static loupe.app.text.Words.say;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The first start as one calm page after the other. Enter goes on, Escape goes back; what was entered stays.
public final class FirstStartPane extends StackPane {
    private final FirstStartViewModel model;
    private final Supplier<Optional<Path>> folder;
    private final Map<FirstStep, FirstPage> pages = new EnumMap<>(FirstStep.class);
    private final Label count = Pages.quiet("");
    private final Label message = new Label();
    private final VBox place = new VBox();
    /// Whether Enter is held down: held too long it must not leaf through pages.
    private boolean held;

    /// @param folder asks where a text file of the recovery key goes
    public FirstStartPane(FirstStartViewModel model, Supplier<Optional<Path>> folder) {
        this.model = model;
        this.folder = folder;
        setId("first-start");
        getStyleClass().add("lock");
        Label brand = new Label("Loupe");
        brand.getStyleClass().add("brand");
        count.setId("first-count");
        message.setId("first-message");
        message.setWrapText(true);
        message.setMinHeight(USE_PREF_SIZE);
        message.getStyleClass().add("alarm");
        message.textProperty().bind(model.messageProperty());
        message.managedProperty().bind(message.textProperty().isNotEmpty());
        VBox card = new VBox(12, brand, count, place, message);
        card.getStyleClass().addAll("sheet", "lock-card", "first-card");
        card.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        StackPane middle = new StackPane(card);
        middle.setAlignment(Pos.CENTER);
        ScrollPane scroll = new ScrollPane(middle);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add("clear-scroll");
        getChildren().add(scroll);
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        addEventFilter(KeyEvent.KEY_RELEASED, e -> held &= e.getCode() != KeyCode.ENTER);
        model.stepProperty().addListener((o, before, now) -> show(now));
        show(model.stepProperty().get());
    }

    private void show(FirstStep step) {
        FirstPage page = pages.get(step);
        if (page == null || step == FirstStep.KEY) {
            page = made(step);
            pages.put(step, page);
        }
        count.setText(say("Page {0} of {1}", step.ordinal() + 1, FirstStep.values().length));
        place.getChildren().setAll(page.content());
        page.first().requestFocus();
    }

    private FirstPage made(FirstStep step) {
        return switch (step) {
            case WHAT -> FirstPages.what(model);
            case YOU -> FirstPages.you(model);
            case KEY -> KeyPages.key(model, folder);
            case KEY_BACK -> KeyPages.back(model);
            case CODES -> KeyPages.codes(model);
            case SAMPLE -> FirstPages.sample(model);
        };
    }

    /// Gives the keyboard to what takes it first; once this is in the scene.
    public void begin() {
        applyCss();
        first().requestFocus();
    }

    private Node first() {
        return Optional.ofNullable(pages.get(model.stepProperty().get())).map(FirstPage::first).orElse(place);
    }

    private void key(KeyEvent e) {
        if (e.getCode() == KeyCode.ESCAPE) {
            model.back();
        } else if (e.getCode() == KeyCode.ENTER) {
            enter();
        } else {
            return;
        }
        e.consume();
    }

    private void enter() {
        if (held) {
            return;
        }
        held = true;
        if (getScene().getFocusOwner() instanceof Button b) {
            b.fire();
        } else if (lookup(".primary") instanceof Button b && !b.isDisabled()) {
            b.fire();
        }
    }
}
