package loupe.app.dashboard;

import static loupe.app.text.Words.say;

import javafx.scene.chart.LineChart;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.XYChart;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import loupe.app.text.Words;
import loupe.review.dashboard.DashboardWords;
import loupe.review.dashboard.Reliability;

/// How far probabilities are borne out, drawn and in words: what was said across, what was kept up, with interval; on the diagonal both
/// agree.
final class ReliabilityView extends VBox {
    ReliabilityView(Reliability c) {
        super(4);
        getStyleClass().addAll("control-chart", "reliability");
        NumberAxis said = new NumberAxis(0, 1, 0.2);
        said.setLabel(say("probability said"));
        NumberAxis kept = new NumberAxis(0, 1, 0.25);
        kept.setLabel(say("share kept"));
        LineChart<Number, Number> drawn = new LineChart<>(said, kept);
        drawn.setTitle(say("Calibration of {0}", c.model()));
        drawn.setAnimated(false);
        drawn.setPrefHeight(230);
        drawn.setMinHeight(230);
        drawn.setLegendSide(javafx.geometry.Side.RIGHT);
        XYChart.Series<Number, Number> shares = series(say("kept"));
        XYChart.Series<Number, Number> high = series(say("upper end"));
        XYChart.Series<Number, Number> even = series(say("as said"));
        XYChart.Series<Number, Number> low = series(say("lower end"));
        for (Reliability.Bin b : c.bins()) {
            shares.getData().add(new XYChart.Data<>(b.mean(), b.kept().value()));
            high.getData().add(new XYChart.Data<>(b.mean(), b.kept().high()));
            low.getData().add(new XYChart.Data<>(b.mean(), b.kept().low()));
        }
        even.getData().add(new XYChart.Data<>(0, 0));
        even.getData().add(new XYChart.Data<>(1, 1));
        drawn.getData().add(shares);
        drawn.getData().add(even);
        drawn.getData().add(high);
        drawn.getData().add(low);
        drawn.setAccessibleText(String.join("; ", DashboardWords.of(c).stream().map(Words::told).toList()));
        Label words = new Label(String.join("\n", DashboardWords.of(c).stream().map(Words::told).toList()));
        words.getStyleClass().add("figures");
        words.setMinHeight(USE_PREF_SIZE);
        getChildren().addAll(drawn, words);
    }

    private static XYChart.Series<Number, Number> series(String name) {
        XYChart.Series<Number, Number> s = new XYChart.Series<>();
        s.setName(name);
        return s;
    }
}
