package loupe.app.quality;

import static loupe.app.text.Words.say;

import java.util.List;
import java.util.function.ToDoubleFunction;
import javafx.scene.chart.CategoryAxis;
import javafx.scene.chart.LineChart;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.XYChart;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import loupe.app.text.Words;
import loupe.review.quality.OverrideChart;
import loupe.review.quality.QualityWords;

/// A control chart of overrides, drawn and in words: shares by week, their moving average, and the limits of the shares.
public final class OverrideChartView extends VBox {
    private static final double PERCENT = 100;

    public OverrideChartView(OverrideChart chart) {
        super(4);
        getStyleClass().add("control-chart");
        CategoryAxis weeks = new CategoryAxis();
        NumberAxis shares = new NumberAxis(0, PERCENT, 25);
        shares.setLabel(say("overridden, %"));
        LineChart<String, Number> drawn = new LineChart<>(weeks, shares);
        drawn.setTitle(chart.model());
        drawn.setAnimated(false);
        drawn.setPrefHeight(230);
        drawn.setMinHeight(230);
        drawn.setLegendSide(javafx.geometry.Side.RIGHT);
        List<OverrideChart.Week> all = chart.weeks();
        drawn.getData().add(series(say("week"), all, w -> w.share().value()));
        drawn.getData().add(series("EWMA", all, w -> w.ewma().value()));
        drawn.getData().add(series(say("upper limit"), all, w -> w.share().high()));
        drawn.getData().add(series(say("centre"), all, w -> w.share().centre()));
        drawn.getData().add(series(say("lower limit"), all, w -> w.share().low()));
        drawn.setAccessibleText(String.join("; ", QualityWords.of(chart).stream().map(Words::told).toList()));
        Label words = new Label(String.join("\n", QualityWords.of(chart).stream().map(Words::told).toList()));
        words.getStyleClass().add("figures");
        words.setMinHeight(USE_PREF_SIZE);
        getChildren().addAll(drawn, words);
    }

    private static XYChart.Series<String, Number> series(
            String name, List<OverrideChart.Week> weeks, ToDoubleFunction<OverrideChart.Week> value) {
        XYChart.Series<String, Number> s = new XYChart.Series<>();
        s.setName(name);
        weeks.forEach(w -> s.getData().add(new XYChart.Data<>(w.monday().toString(), PERCENT * value.applyAsDouble(w))));
        return s;
    }
}
