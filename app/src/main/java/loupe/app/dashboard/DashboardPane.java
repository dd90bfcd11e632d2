package loupe.app.dashboard;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.told;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import loupe.app.fx.PageHead;
import loupe.app.quality.OverrideChartView;
import loupe.core.agreement.Share;
import loupe.core.finding.RejectReason;
import loupe.review.dashboard.Cases;
import loupe.review.dashboard.Dashboard;
import loupe.review.dashboard.DashboardWords;
import loupe.review.dashboard.Dimension;
import loupe.review.dashboard.FindingsLine;
import loupe.review.dashboard.FindingsLine.Kind;
import org.jspecify.annotations.Nullable;

/// The page of figures: findings by group, each number a link to its studies; below control charts, calibration, drift, silence, reading
/// time and queues.
public final class DashboardPane extends BorderPane implements AutoCloseable {
    private static final double ROW = 34;
    private static final double HEAD = 34;
    private static final int MOST_ROWS = 7;

    private final DashboardViewModel model;
    private final Map<Dimension, ToggleButton> by = new EnumMap<>(Dimension.class);
    private final TableView<FindingsLine> table = new TableView<>();
    private final FlowPane reasons = new FlowPane(12, 4);
    private final VBox below = new VBox(10);
    private final ChangeListener<Optional<Dashboard>> read = (o, before, now) -> now.ifPresent(this::show);

    /// @param back leads to the list of studies
    public DashboardPane(DashboardViewModel model, Runnable back) {
        this.model = model;
        setId("dashboard");
        getStyleClass().add("page");
        setTop(head(back));
        table.setId("dashboard-lines");
        table.setAccessibleText(say("Findings by model and group"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(new Label(say("No model found anything yet.")));
        table.getSelectionModel().selectedItemProperty().addListener((o, before, now) -> why(now));
        reasons.setId("dashboard-reasons");
        below.setId("dashboard-below");
        below.getChildren().setAll(new Label(say("All studies are looked through …")));
        VBox all = new VBox(10, table, reasons, below);
        all.getStyleClass().add("page-body");
        ScrollPane scroll = new ScrollPane(all);
        scroll.setFitToWidth(true);
        setCenter(scroll);
        model.figuresProperty().addListener(read);
    }

    private PageHead head(Runnable back) {
        List<Node> choosing = new ArrayList<>(List.of(new Label(say("by"))));
        for (Dimension d : Dimension.values()) {
            ToggleButton b = new ToggleButton(told(d.word()));
            b.setId("by-" + d.word());
            b.setAccessibleText(say("Group findings by {0}", told(d.word())));
            b.setOnAction(e -> again());
            by.put(d, b);
            choosing.add(b);
        }
        return new PageHead(
                say("Figures"), new PageHead.Message("dashboard-message", model.messageProperty()), back, choosing.toArray(Node[]::new));
    }

    /// Reads the figures as the buttons say.
    public void again() {
        model.read(by.entrySet().stream().filter(e -> e.getValue().isSelected()).map(Map.Entry::getKey).toList());
    }

    /// Where the keyboard begins.
    public Node first() {
        return table;
    }

    private void show(Dashboard d) {
        List<TableColumn<FindingsLine, ?>> columns = new ArrayList<>();
        columns.add(text(say("model"), 150, FindingsLine::model));
        for (int i = 0; i < d.by().size(); i++) {
            int at = i;
            columns.add(text(told(d.by().get(i).word()), 110, l -> at < l.group().size() ? l.group().get(at) : ""));
        }
        columns.add(text(say("persons"), 60, l -> Integer.toString(l.persons())));
        for (Kind k : Kind.values()) {
            columns.add(number(k));
        }
        table.getColumns().setAll(columns);
        table.getItems().setAll(d.lines());
        table.setPrefHeight(HEAD + ROW * Math.clamp(d.lines().size(), 1, MOST_ROWS) + 4);
        table.setMinHeight(USE_PREF_SIZE);
        table.getSelectionModel().select(0);
        below.getChildren().clear();
        d.overrides().forEach(c -> below.getChildren().add(new OverrideChartView(c)));
        d.calibration().forEach(c -> below.getChildren().add(new ReliabilityView(c)));
        if (d.calibration().isEmpty()) {
            below.getChildren().add(figures(say("calibration: no decided finding has a calibrated probability")));
        }
        DashboardWords.drift(d).forEach(w -> below.getChildren().add(figures(told(w))));
        DashboardWords.silence(d).forEach(w -> below.getChildren().add(figures(told(w))));
        below.getChildren().add(figures(told(DashboardWords.minutes(d))));
        d.queues().forEach(q -> below.getChildren().add(link(told(DashboardWords.of(q)), say("studies {0}", told(q.state())),
                q.waiting())));
        if (!DashboardWords.notCounted(d).isEmpty()) {
            below.getChildren().add(figures(told(DashboardWords.notCounted(d))));
        }
    }

    private static Label figures(String words) {
        Label text = new Label(words);
        text.getStyleClass().add("figures");
        text.setWrapText(true);
        text.setMinHeight(USE_PREF_SIZE);
        return text;
    }

    private static TableColumn<FindingsLine, String> text(String title, double wide, java.util.function.Function<FindingsLine,
            String> text) {
        TableColumn<FindingsLine, String> c = new TableColumn<>(title);
        c.setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(text.apply(f.getValue())));
        c.setPrefWidth(wide);
        c.setSortable(false);
        return c;
    }

    private TableColumn<FindingsLine, FindingsLine> number(Kind kind) {
        TableColumn<FindingsLine, FindingsLine> c = new TableColumn<>(told(kind.word()));
        c.setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(f.getValue()));
        c.setPrefWidth(kind == Kind.FINDINGS ? 70 : 135);
        c.setSortable(false);
        c.setCellFactory(unused -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable FindingsLine l, boolean empty) {
                super.updateItem(l, empty);
                setGraphic(l == null || empty ? null : link(text(l, kind), told(kind.word()) + ", " + DashboardWords.head(l), l.of(kind)));
            }
        });
        return c;
    }

    private static String text(FindingsLine l, Kind kind) {
        return kind == Kind.FINDINGS ? Integer.toString(l.of(kind).count()) : DashboardWords.brief(l.share(kind));
    }

    private Node link(String text, String words, Cases cases) {
        if (cases.studies().isEmpty()) {
            return figures(text);
        }
        Hyperlink link = new Hyperlink(text);
        link.getStyleClass().add("figure-link");
        link.setAccessibleText(say("{0}: {1}; shows the studies", words, text));
        link.setOnAction(e -> model.show(words, cases));
        return link;
    }

    private void why(@Nullable FindingsLine l) {
        reasons.getChildren().clear();
        if (l == null) {
            return;
        }
        reasons.getChildren().add(figures(l.reasons().isEmpty() ? say("None was rejected.") : say("Rejected because:")));
        for (RejectReason r : RejectReason.values()) {
            Cases c = l.reasons().getOrDefault(r, Cases.NONE);
            if (c.count() > 0) {
                Share s = l.share(r);
                reasons.getChildren().add(link(told(r.meaning()) + " " + DashboardWords.brief(s), say("rejected, {0}, {1}",
                        told(r.meaning()), DashboardWords.head(l)), c));
            }
        }
    }

    @Override
    public void close() {
        model.figuresProperty().removeListener(read);
    }
}
