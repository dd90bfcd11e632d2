package loupe.app.shell;

import static loupe.app.text.Words.say;

import java.util.function.BooleanSupplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// A layer over the window for one sheet at a time: palette, question or report. Escape or a click beside it closes it.
final class Sheets extends StackPane {
    private static final double WIDEST = 620;
    private static final double EDGES = 2;
    private static final String CLEAR = "clear";
    /// Of a sheet beside the images, in points.
    private static final double NARROWEST_BESIDE = 420;
    private static final double WIDEST_BESIDE = 640;

    private Runnable back = () -> {};
    /// Takes Escape before the sheet does; says whether it did.
    private BooleanSupplier inside = () -> false;

    Sheets() {
        setId("sheets");
        getStyleClass().add("veil");
        setVisible(false);
        setOnMousePressed(e -> {
            if (e.getTarget() == this) {
                close();
            }
        });
    }

    /// Shows a sheet.
    ///
    /// @param first node that takes the focus
    void show(Region sheet, Node first) {
        remember();
        ScrollPane scroll = show(sheet, first, WIDEST);
        // As high as the sheet is with its texts wrapped, which a scroll pane does not ask.
        scroll.widthProperty().addListener((o, before, wide) -> scroll.setPrefHeight(sheet.prefHeight(wide.doubleValue()) + EDGES));
    }

    /// Shows a sheet that is wider than others.
    void showWide(Region sheet, Node first) {
        remember();
        show(sheet, first, Double.MAX_VALUE);
    }

    /// What does not fit the window, as with large texts, is scrolled.
    private ScrollPane show(Region sheet, Node first, double widest) {
        inside = () -> false;
        getStyleClass().remove(CLEAR);
        ScrollPane scroll = new ScrollPane(sheet);
        scroll.getStyleClass().add("clear-scroll");
        scroll.setFocusTraversable(false);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setMaxSize(widest, USE_PREF_SIZE);
        StackPane.setAlignment(scroll, Pos.CENTER);
        getChildren().setAll(scroll);
        setVisible(true);
        // The skin takes the sheet into the scene, without which it takes no focus.
        scroll.applyCss();
        first.requestFocus();
        return scroll;
    }

    private void remember() {
        Node before = getScene().getFocusOwner();
        back = () -> {
            if (before != null) {
                before.requestFocus();
            }
        };
    }

    /// Shows a sheet on the right side, so that what it speaks of stays in sight on the left.
    ///
    /// @param escape takes Escape before the sheet does; says whether it did
    void beside(Region sheet, Node first, BooleanSupplier escape) {
        remember();
        double wide = Math.clamp(0.36 * getWidth(), NARROWEST_BESIDE, WIDEST_BESIDE);
        ScrollPane scroll = show(sheet, first, wide);
        inside = escape;
        getStyleClass().add(CLEAR);
        scroll.setMinWidth(wide);
        scroll.setMaxSize(wide, Double.MAX_VALUE);
        StackPane.setAlignment(scroll, Pos.CENTER_RIGHT);
    }

    /// Escape: what is open in the sheet goes away, else the sheet.
    void escape() {
        if (!inside.getAsBoolean()) {
            close();
        }
    }

    /// Asks before something that cannot be taken back.
    void ask(Question q, Runnable yes) {
        Label title = new Label(q.title());
        title.getStyleClass().add("card-title");
        Label text = new Label(q.text());
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        Button go = new Button(q.yes());
        go.setId("confirm");
        go.getStyleClass().add("primary");
        go.setDefaultButton(true);
        go.setOnAction(e -> {
            close();
            yes.run();
        });
        Button cancel = new Button(say("Cancel  (Esc)"));
        cancel.setId("cancel");
        cancel.setOnAction(e -> close());
        HBox buttons = new HBox(8, go, cancel);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        VBox sheet = new VBox(14, title, text, buttons);
        sheet.setId("question");
        sheet.getStyleClass().add("sheet");
        show(sheet, go);
    }

    /// A question.
    ///
    /// @param title what is asked
    /// @param text what follows from yes
    /// @param yes word on the button
    record Question(String title, String text, String yes) {}

    boolean shown() {
        return isVisible();
    }

    void close() {
        if (isVisible()) {
            setVisible(false);
            getChildren().clear();
            Runnable to = back;
            back = () -> {};
            to.run();
        }
    }

    /// Closes without giving the focus back.
    void drop() {
        back = () -> {};
        close();
    }
}
