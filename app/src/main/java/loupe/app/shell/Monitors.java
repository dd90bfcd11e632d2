package loupe.app.shell;

import java.util.Comparator;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import loupe.review.screen.MonitorPlace;

/// The monitors of this machine; for the toolkit's thread.
public interface Monitors {
    /// Where they lie, from left to right and from top to bottom.
    List<MonitorPlace> all();

    /// Tells when one comes or goes.
    ///
    /// @return ends that
    Runnable onChange(Runnable changed);

    /// Those the toolkit knows.
    static Monitors ofSystem() {
        return new Monitors() {
            @Override
            public List<MonitorPlace> all() {
                return Screen.getScreens().stream()
                        .map(s -> place(s.getVisualBounds()))
                        .sorted(Comparator.comparingInt(MonitorPlace::x).thenComparingInt(MonitorPlace::y))
                        .distinct()
                        .toList();
            }

            @Override
            public Runnable onChange(Runnable changed) {
                InvalidationListener listener = o -> changed.run();
                Screen.getScreens().addListener(listener);
                return () -> Screen.getScreens().removeListener(listener);
            }
        };
    }

    private static MonitorPlace place(Rectangle2D r) {
        return new MonitorPlace((int) r.getMinX(), (int) r.getMinY(), (int) r.getWidth(), (int) r.getHeight());
    }
}
