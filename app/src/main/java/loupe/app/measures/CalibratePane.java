package loupe.app.measures;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.sayNumbers;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import loupe.core.measure.Annotation;
import loupe.core.measure.KnownLength;
import loupe.core.measure.Scale;
import loupe.core.measure.Shape;

/// Asks how long a line on an image is in truth, and takes a calibration back.
public final class CalibratePane extends VBox {
    private final MeasuresViewModel model;
    private final Subject subject;
    private final Runnable close;
    private final TextField length = new TextField();
    private final Label said = new Label();

    /// What is calibrated.
    ///
    /// @param sopInstanceUid the image
    /// @param line a length on it; empty where none is in hand
    /// @param inForce the calibration in force
    record Subject(String sopInstanceUid, Optional<Annotation> line, Optional<KnownLength> inForce) {
        private Scale own(Annotation a) {
            return inForce.map(KnownLength::own).orElse(a.measure().space().scale());
        }

        private String asks() {
            return line.map(a -> say("{0} is {1} long ({2}). How long is it in truth?", a.id(),
                    MeasureWords.number(a.measure().scaled(own(a)).quantities().getFirst()), own(a).source()))
                    .orElse(say("To calibrate it anew draw a length along something of known size first (L)."));
        }

        private String stands() {
            return inForce.map(c -> sayNumbers("Calibrated by hand now, by a line of %.1f mm, ± %.1f %%.", c.knownMm(),
                            100 * c.scale().relativeError()))
                    .orElse(say("Not calibrated by hand yet."));
        }
    }

    /// @param close puts the sheet away
    CalibratePane(MeasuresViewModel model, Subject subject, Runnable close) {
        super(10);
        this.model = model;
        this.subject = subject;
        this.close = close;
        setId("calibrate");
        getStyleClass().add("sheet");
        Label title = new Label(say("Calibrate this image"));
        title.getStyleClass().add("card-title");
        Label help = wrapped(say("It holds for this image only, with all its frames, and is kept with the review. The file is not "
                + "changed."));
        help.getStyleClass().add("quiet");
        said.setId("calibrate-said");
        said.setWrapText(true);
        said.getStyleClass().add("alarm");
        getChildren().addAll(title, wrapped(subject.stands()), wrapped(subject.asks()), field(), said, help, buttons());
    }

    private static Label wrapped(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        return label;
    }

    private HBox field() {
        length.setId("calibrate-mm");
        length.setPromptText(say("Length"));
        length.setAccessibleText(say("Known length in millimetres"));
        length.setPrefWidth(110);
        length.setOnAction(e -> take());
        length.textProperty().addListener((o, before, now) -> said.setText(""));
        HBox row = new HBox(8, length, new Label("mm"));
        row.setAlignment(Pos.CENTER_LEFT);
        row.setVisible(subject.line.isPresent());
        row.managedProperty().bind(row.visibleProperty());
        return row;
    }

    private HBox buttons() {
        Button go = new Button(say("Calibrate"));
        go.setId("calibrate-go");
        go.getStyleClass().add("primary");
        go.setOnAction(e -> take());
        go.setDisable(subject.line.isEmpty());
        Button back = new Button(say("Take back"));
        back.setId("calibrate-back");
        back.setAccessibleText(say("Give the image the scale of its file back"));
        back.setDisable(subject.inForce.isEmpty());
        back.setOnAction(e -> {
            close.run();
            model.uncalibrate(subject.sopInstanceUid);
        });
        Button done = new Button(say("Close  (Esc)"));
        done.setId("calibrate-close");
        done.setOnAction(e -> close.run());
        HBox row = new HBox(8, go, back, done);
        row.setAlignment(Pos.CENTER_RIGHT);
        return row;
    }

    /// What takes the focus first.
    public Node first() {
        return subject.line.isPresent() ? length : lookup("#calibrate-back");
    }

    private void take() {
        subject.line.ifPresent(line -> {
            try {
                double mm = number();
                line.measure().scaled(subject.own(line)).space().calibrated(
                        (Shape.Line) line.measure().shape(), mm);
                close.run();
                model.calibrate(line, mm);
            } catch (IllegalArgumentException e) {
                said.setText(String.valueOf(e.getMessage()));
            }
        });
    }

    private double number() {
        String text = length.getText().strip().replace("mm", "").replace(',', '.').strip();
        try {
            double mm = Double.parseDouble(text);
            if (mm > 0 && mm <= 10_000) {
                return mm;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("The known length must be a number of millimetres up to 10000, was “" + text + "”.");
    }
}
