package loupe.app.shell;

import java.time.Duration;
import javafx.animation.PauseTransition;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.input.InputEvent;

/// Runs an action when nobody has touched key or pointer for a while.
final class IdleWatch {
    private final PauseTransition pause;

    IdleWatch(Scene scene, Duration after, Runnable idle) {
        pause = new PauseTransition(javafx.util.Duration.millis(after.toMillis()));
        pause.setOnFinished(e -> idle.run());
        watch(scene);
    }

    /// Watches one more scene.
    void watch(Scene scene) {
        scene.addEventFilter(InputEvent.ANY, this::touched);
    }

    private void touched(Event unused) {
        if (pause.getStatus() == javafx.animation.Animation.Status.RUNNING) {
            pause.playFromStart();
        }
    }

    void start() {
        pause.playFromStart();
    }

    void stop() {
        pause.stop();
    }
}
