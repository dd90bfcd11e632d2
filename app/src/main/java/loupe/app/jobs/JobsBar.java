package loupe.app.jobs;

import static loupe.app.text.Words.say;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import loupe.review.job.JobHandle;

/// The jobs under way, each with progress and a button that stops it; takes no room while there is none.
public final class JobsBar extends VBox {
    private final Map<JobHandle<?>, Row> rows = new HashMap<>();

    /// @param model the jobs
    public JobsBar(JobsViewModel model) {
        setId("jobs");
        getStyleClass().add("jobs");
        model.lines().addListener((ListChangeListener<JobsViewModel.Line>) change -> show(model.lines()));
        show(model.lines());
    }

    private void show(List<? extends JobsViewModel.Line> lines) {
        rows.keySet().retainAll(lines.stream().map(JobsViewModel.Line::handle).toList());
        getChildren().setAll(lines.stream()
                .map(l -> rows.computeIfAbsent(l.handle(), Row::new).with(l))
                .toList());
        setVisible(!lines.isEmpty());
        setManaged(!lines.isEmpty());
    }

    private static final class Row extends HBox {
        private final ProgressBar bar = new ProgressBar();
        private final Label text = new Label();

        Row(JobHandle<?> handle) {
            super(10);
            setAlignment(Pos.CENTER_LEFT);
            Button cancel = new Button(say("Cancel"));
            cancel.setId("job-cancel");
            cancel.setAccessibleText(say("Cancel this job"));
            cancel.setOnAction(e -> handle.cancel());
            bar.setPrefWidth(180);
            getChildren().addAll(bar, text, cancel);
        }

        Row with(JobsViewModel.Line line) {
            bar.setProgress(line.fraction());
            text.setText(line.text());
            bar.setAccessibleText(line.text());
            return this;
        }
    }
}
