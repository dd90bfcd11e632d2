package loupe.app.quality;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.sayNumbers;
import static loupe.app.text.Words.told;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory.IntegerSpinnerValueFactory;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import loupe.app.fx.PageHead;
import loupe.app.text.Words;
import loupe.core.agreement.Interval;
import loupe.core.agreement.SampleSize;
import loupe.core.agreement.StratifiedDraw.Allocation;
import loupe.core.agreement.Wilson;
import loupe.review.quality.QualityBench;
import loupe.review.quality.QualityReport;
import loupe.review.quality.QualityWords;
import loupe.review.quality.SampleProgress;
import loupe.review.quality.ScoreInQuestion;
import org.jspecify.annotations.Nullable;

/// The page of second looks: a sample is drawn, with the width it will give said beforehand; how far samples are; what waits to be
/// settled; the report.
public final class QualityPane extends BorderPane implements AutoCloseable {
    private static final double HALF = 0.5;
    private static final double USUAL_WIDTH = 0.1;
    private static final int USUAL_QUEUE = 20;

    private final QualityViewModel model;
    private final Runnable back;
    private final IntegerSpinnerValueFactory sizes = new IntegerSpinnerValueFactory(1, 1_000_000, USUAL_QUEUE);
    private final ComboBox<Allocation> allocation = new ComboBox<>();
    private final Label width = new Label();
    private final TableView<SampleProgress> samples = new TableView<>();
    private final ListView<ScoreInQuestion> waiting = new ListView<>();
    private final VBox report = new VBox(8);
    private final ChangeListener<Optional<QualityBench.Frame>> framed = (o, before, now) -> now.ifPresent(this::framed);
    private final ChangeListener<Optional<QualityReport>> reported = (o, before, now) -> now.ifPresent(this::show);

    /// @param back leads to the list of studies
    public QualityPane(QualityViewModel model, Runnable back) {
        this.model = model;
        this.back = back;
        setId("quality");
        getStyleClass().add("page");
        setTop(head());
        VBox left = new VBox(10, title(say("Draw")), drawing(), title(say("Samples and queues")), samples(), title(say("To be settled")),
                waiting());
        left.setPrefWidth(470);
        left.getStyleClass().add("page-side");
        setLeft(left);
        report.setId("quality-report");
        report.getStyleClass().add("page-body");
        report.getChildren().setAll(new Label(say("Reviews are looked through …")));
        ScrollPane scroll = new ScrollPane(report);
        scroll.setFitToWidth(true);
        scroll.setId("quality-report-scroll");
        setCenter(scroll);
        model.frameProperty().addListener(framed);
        model.reportProperty().addListener(reported);
        model.frameProperty().get().ifPresent(this::framed);
        model.reportProperty().get().ifPresent(this::show);
        widthSaid();
    }

    private PageHead head() {
        return new PageHead(say("Second looks"), new PageHead.Message("quality-message", model.messageProperty()), back);
    }

    private static Label title(String text) {
        Label title = new Label(text);
        title.getStyleClass().add("side-title");
        return title;
    }

    private VBox drawing() {
        Spinner<Integer> size = new Spinner<>(sizes);
        size.setId("sample-size");
        size.setEditable(true);
        size.setPrefWidth(100);
        size.setAccessibleText(say("How many findings"));
        size.getEditor().textProperty().addListener((o, before, now) -> typed(now));
        sizes.valueProperty().addListener((o, before, now) -> widthSaid());
        allocation.setId("sample-allocation");
        allocation.getItems().setAll(Allocation.values());
        allocation.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Allocation a) {
                return a == Allocation.EQUAL ? say("kinds alike") : say("kinds as they are");
            }

            @Override
            public Allocation fromString(String words) {
                return words.equals(say("kinds alike")) ? Allocation.EQUAL : Allocation.PROPORTIONAL;
            }
        });
        allocation.setValue(Allocation.PROPORTIONAL);
        allocation.setAccessibleText(say("Strata as large as they are, or alike"));
        Button draw = new Button(say("Draw a random sample"));
        draw.setId("sample-draw");
        draw.getStyleClass().add("primary");
        draw.setOnAction(e -> model.draw(sizes.getValue(), allocation.getValue()));
        Button target = new Button(say("Targeted queue"));
        target.setId("sample-target");
        target.setAccessibleText(say("Make a targeted queue of at most as many findings; it is kept apart and enters no rate"));
        target.setOnAction(e -> model.target(sizes.getValue()));
        width.setId("sample-width");
        width.setWrapText(true);
        width.setMinHeight(USE_PREF_SIZE);
        width.getStyleClass().add("quiet");
        HBox first = new HBox(8, new Label(say("How many")), size, allocation);
        first.setAlignment(Pos.CENTER_LEFT);
        return new VBox(8, first, width, new HBox(8, draw, target));
    }

    /// What is typed counts at once, not only when the field is left.
    private void typed(String text) {
        String number = text.strip();
        if (number.matches("[1-9][0-9]{0,5}")) {
            sizes.setValue(Integer.parseInt(number));
        }
    }

    private void framed(QualityBench.Frame f) {
        if (f.findings() > 0) {
            sizes.setValue(Math.max(f.strata(), SampleSize.forHalfWidth(HALF, USUAL_WIDTH, f.findings())));
        }
        widthSaid();
    }

    private void widthSaid() {
        int n = sizes.getValue();
        Interval half = Wilson.of(HALF, n);
        width.setText(sayNumbers("%d findings: a share of 50 %% will be known from %.0f to %.0f %% (± %.1f points; 95 %%, Wilson).", n,
                        100 * half.low(), 100 * half.high(), 100 * half.halfWidth())
                + model.frameProperty().get().map(f -> f.findings() == 0
                                ? say(" No sealed review with a model's findings may be looked at yet.")
                                : say(" There are {0} findings of {1} kinds; each kind gives one at least.", f.findings(), f.strata()))
                        .orElse(""));
    }

    private VBox samples() {
        samples.setId("quality-samples");
        samples.setAccessibleText(say("Samples and queues"));
        samples.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        samples.getColumns().setAll(List.of(
                column(say("Sample"), s -> say(s.targeted() ? "queue {0}" : "sample {0}", s.number())),
                column(say("Of"), s -> s.targeted() ? "–" : Integer.toString(s.population())),
                column(say("Items"), s -> Integer.toString(s.items())),
                column(say("Judged"), s -> Integer.toString(s.judged())),
                column(say("Scored"), s -> Integer.toString(s.scored())),
                column(say("To settle"), s -> Integer.toString(s.waiting()))));
        samples.setItems(model.samples());
        samples.setPlaceholder(new Label(say("No sample was drawn yet.")));
        samples.setPrefHeight(170);
        samples.setOnKeyPressed(e -> {
            if (e.getCode() == javafx.scene.input.KeyCode.ENTER) {
                next();
                e.consume();
            }
        });
        Button next = new Button(say("Look at the next finding  (Enter)"));
        next.setId("quality-next");
        next.getStyleClass().add("primary");
        next.setOnAction(e -> next());
        next.disableProperty().bind(Bindings.isEmpty(model.samples()));
        return new VBox(8, samples, next);
    }

    private static TableColumn<SampleProgress, String> column(String title, Function<SampleProgress, String> text) {
        TableColumn<SampleProgress, String> c = new TableColumn<>(title);
        c.setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(text.apply(f.getValue())));
        c.setSortable(false);
        return c;
    }

    private void next() {
        model.next(Optional.ofNullable(samples.getSelectionModel().getSelectedItem()).map(SampleProgress::number));
    }

    private VBox waiting() {
        waiting.setId("quality-waiting");
        waiting.setAccessibleText(say("Scores that you may settle"));
        waiting.setItems(model.waiting());
        waiting.setPlaceholder(new Label(say("No score waits for you.")));
        waiting.setCellFactory(all -> new ListCell<>() {
            @Override
            protected void updateItem(@Nullable ScoreInQuestion q, boolean empty) {
                super.updateItem(q, empty);
                setText(q == null || empty ? "" : say("item {0}, {1}{2}{3}", q.item().item(), q.item().finding().label(),
                        q.reader().map(r -> say(": reader {0}", r.word())).orElse(""),
                        q.model().map(m -> say(": model {0}", m.word())).orElse("")));
            }
        });
        waiting.setPrefHeight(110);
        waiting.setOnKeyPressed(e -> {
            if (e.getCode() == javafx.scene.input.KeyCode.ENTER) {
                settle();
                e.consume();
            }
        });
        Button settle = new Button(say("Settle  (Enter)"));
        settle.setId("quality-settle");
        settle.setOnAction(e -> settle());
        settle.disableProperty().bind(Bindings.isEmpty(model.waiting()));
        return new VBox(8, waiting, settle);
    }

    private void settle() {
        Optional.ofNullable(waiting.getSelectionModel().getSelectedItem())
                .or(() -> model.waiting().stream().findFirst())
                .ifPresent(model::settle);
    }

    private void show(QualityReport r) {
        report.getChildren().clear();
        report.getChildren().add(title(say("Report")));
        if (r.samples().isEmpty()) {
            report.getChildren().add(new Label(say("No sample was drawn yet.")));
        }
        r.samples().forEach(s -> report.getChildren().add(figures(String.join("\n",
                QualityWords.of(s).stream().map(Words::told).toList()))));
        report.getChildren().add(title(say("Overrides by week")));
        r.overrides().forEach(c -> report.getChildren().add(new OverrideChartView(c)));
        if (r.overrides().isEmpty()) {
            report.getChildren().add(new Label(say("No decision on a model's finding is in a sealed review that you may see whole.")));
        }
        if (r.leftOut() > 0) {
            report.getChildren().add(figures(told(QualityWords.leftOut(r.leftOut()))));
        }
    }

    private static Label figures(String words) {
        Label text = new Label(words);
        text.getStyleClass().add("figures");
        text.setWrapText(true);
        text.setMinHeight(USE_PREF_SIZE);
        return text;
    }

    /// Where the keyboard begins.
    public Region first() {
        return samples;
    }

    @Override
    public void close() {
        model.frameProperty().removeListener(framed);
        model.reportProperty().removeListener(reported);
    }
}
