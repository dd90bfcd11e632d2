package loupe.app.shell;

import static loupe.app.text.Words.later;
import static loupe.app.text.Words.say;
import static loupe.app.text.Words.sayCount;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.StageStyle;
import loupe.app.reading.ReadingPane;
import loupe.review.screen.FurtherMonitors;
import loupe.review.screen.MonitorPlace;

/// Screens beside the window: a stage on each further monitor that is used, with views of the open study and nothing else. They have
/// no owner, since owned windows follow theirs on some systems. For the toolkit's thread.
final class FurtherScreens {
    private static final String NO_STUDY = later("Views of the open study stand here. F9 uses the window alone again.");

    private final Stage window;
    private final Monitors monitors;
    private final Listener listener;
    private final Runnable deaf;
    private final List<Panel> panels = new ArrayList<>();
    private FurtherMonitors wanted = FurtherMonitors.NONE;
    private Optional<StudyPane> study = Optional.empty();
    private String words = say(NO_STUDY);

    /// Who is told.
    ///
    /// @param prepare gives a scene its style sheet, its keys and the idle watch
    /// @param tell shows a sentence
    /// @param keep keeps which monitors are used
    record Listener(Consumer<Scene> prepare, Consumer<String> tell, Consumer<FurtherMonitors> keep) {}

    FurtherScreens(Stage window, Monitors monitors, Listener listener) {
        this.window = window;
        this.monitors = monitors;
        this.listener = listener;
        this.deaf = monitors.onChange(this::changed);
    }

    /// A stage on a monitor.
    private static final class Panel {
        private final MonitorPlace place;
        private final Stage stage = new Stage(StageStyle.UNDECORATED);
        private final StackPane root = new StackPane();
        private final Label cover = new Label();

        Panel(MonitorPlace place, int number) {
            this.place = place;
            cover.setId("screen-" + number + "-cover");
            cover.getStyleClass().add("quiet");
            root.getStyleClass().addAll("loupe", "further-screen");
            stage.setTitle(say("Loupe – screen {0}", number));
            stage.setX(place.x());
            stage.setY(place.y());
            stage.setWidth(place.width());
            stage.setHeight(place.height());
            stage.setScene(new Scene(root, place.width(), place.height()));
            cover("");
        }

        void show(Node node) {
            root.getChildren().setAll(node);
        }

        void cover(String words) {
            cover.setText(words);
            show(cover);
        }
    }

    /// Uses every other monitor, or the window alone if any is used.
    void toggle() {
        List<MonitorPlace> others = monitors.all().stream().filter(m -> !holdsWindow(m)).limit(FurtherMonitors.MOST).toList();
        if (panels.isEmpty() && others.isEmpty()) {
            listener.tell.accept(say("The system shows no monitor beside the one this window stands on."));
            return;
        }
        wanted = panels.isEmpty() ? new FurtherMonitors(others) : FurtherMonitors.NONE;
        listener.keep.accept(wanted);
        arrange();
        listener.tell.accept(switch (panels.size()) {
            case 0 -> say("The window alone is used.");
            case 1 -> say("One further monitor is used; layouts and hanging rules now count its views too.");
            default -> say("{0} further monitors are used; layouts and hanging rules now count their views too.", panels.size());
        });
    }

    private boolean holdsWindow(MonitorPlace m) {
        return m.holds(window.getX() + window.getWidth() / 2, window.getY() + window.getHeight() / 2);
    }

    /// Uses the monitors of the last time, as far as they are there and the window is not on them.
    void restore(FurtherMonitors last) {
        wanted = last;
        arrange();
        int missing = last.places().size() - panels.size();
        if (missing > 0) {
            listener.tell.accept(sayCount(missing,
                    "A monitor that was used the last time is not there or has the window on it; its views are left out.",
                    "{0} monitors that were used the last time are not there or have the window on them; their views are left out."));
        }
    }

    private void changed() {
        int before = panels.size();
        arrange();
        if (panels.size() < before) {
            listener.tell.accept(say("A monitor has gone; its views are kept for when it comes back."));
        }
    }

    /// How many screens there are with the window's own.
    int count() {
        return 1 + panels.size();
    }

    /// Puts stages on the monitors that are wanted and there.
    private void arrange() {
        List<MonitorPlace> places = wanted.among(monitors.all()).places().stream().filter(m -> !holdsWindow(m)).toList();
        if (places.equals(panels.stream().map(p -> p.place).toList())) {
            return;
        }
        panels.forEach(p -> p.stage.hide());
        panels.clear();
        for (MonitorPlace place : places) {
            Panel panel = new Panel(place, panels.size() + 2);
            panel.stage.setOnCloseRequest(e -> {
                e.consume();
                toggle();
            });
            listener.prepare.accept(panel.stage.getScene());
            panels.add(panel);
            panel.stage.show();
        }
        fill();
        window.toFront();
        window.requestFocus();
    }

    private void fill() {
        List<ReadingPane> panes = study.map(s -> s.screens().use(count())).orElse(List.of());
        for (int i = 0; i < panels.size(); i++) {
            if (panes.isEmpty()) {
                panels.get(i).cover(words);
            } else {
                panels.get(i).show(panes.get(i + 1));
            }
        }
    }

    /// Shows a study's views.
    void show(StudyPane shown) {
        study = Optional.of(shown);
        fill();
    }

    /// Takes everything of a study away.
    void clear() {
        cover(say(NO_STUDY));
    }

    /// Takes everything away behind the lock.
    void lock() {
        cover(say("Locked"));
    }

    private void cover(String instead) {
        study = Optional.empty();
        words = instead;
        fill();
    }

    /// Takes the stages away and listens no more.
    void close() {
        deaf.run();
        study = Optional.empty();
        panels.forEach(p -> p.stage.hide());
        panels.clear();
    }
}
