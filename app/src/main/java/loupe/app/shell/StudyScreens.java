package loupe.app.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import loupe.app.reading.ReadingPane;
import loupe.app.reading.ReadingViewModel;
import loupe.app.reading.ScreenViews;

/// The panes of the open study, one for each screen in use; for the toolkit's thread.
final class StudyScreens implements AutoCloseable {
    private final ReadingViewModel reading;
    private final Function<ScreenViews, ReadingPane> make;
    private final List<ReadingPane> panes = new ArrayList<>();

    /// @param make makes the pane of a screen
    StudyScreens(ReadingViewModel reading, Function<ScreenViews, ReadingPane> make) {
        this.reading = reading;
        this.make = make;
        use(1);
    }

    /// Uses so many screens; panes of those left out are kept until the study closes.
    ///
    /// @return the panes, the window's own first
    List<ReadingPane> use(int count) {
        reading.useScreens(count);
        List<ScreenViews> screens = reading.screensProperty().get();
        for (int i = panes.size(); i < screens.size(); i++) {
            panes.add(make.apply(screens.get(i)));
        }
        return List.copyOf(panes.subList(0, count));
    }

    /// The pane in the window.
    ReadingPane first() {
        return panes.getFirst();
    }

    /// The pane of the view in hand.
    ReadingPane inHand() {
        return panes.stream().filter(ReadingPane::holdsHand).findFirst().orElseGet(this::first);
    }

    @Override
    public void close() {
        panes.forEach(ReadingPane::close);
    }
}
