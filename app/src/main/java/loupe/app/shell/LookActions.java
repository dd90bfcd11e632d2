package loupe.app.shell;

import static loupe.app.text.Words.later;
import static loupe.app.text.Words.say;
import static loupe.app.text.Words.told;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import loupe.app.action.Action;
import loupe.app.came.CamePane;
import loupe.app.reading.FusionChoice;
import loupe.app.reading.ReadingViewModel;
import loupe.app.viewer.SharedView;
import loupe.app.viewer.ViewerViewModel;
import loupe.app.viewer.look.Fusion;
import loupe.app.viewer.tool.DragTool;
import loupe.core.render.colour.ColourMap;

/// Actions on how the view in hand shows values: colours, a second series above, windows from values, the magnifier.
final class LookActions {
    private static final int MOST_TIMES = 4;
    private static final String NOTHING_ABOVE = later("Lay a second series over this one first (Shift+B).");

    private final ReadingViewModel reading;
    private final StudyScreens views;
    private final Consumer<String> tell;

    LookActions(ReadingViewModel reading, StudyScreens views, Consumer<String> tell) {
        this.reading = reading;
        this.views = views;
        this.tell = tell;
    }

    /// Does an action.
    ///
    /// @return whether it was one of those
    boolean act(Action action) {
        switch (action) {
            case AUTO_WINDOW -> views.inHand().windowOfImage();
            case REGION_WINDOW -> {
                reading.tools().take(DragTool.REGION);
                tell.accept(
                        say("Drag a rectangle: its values make the window, from their 1st to their 99th percentile. 0 puts it back."));
            }
            case COLOURS_NEXT -> colours(ColourMap::next);
            case COLOURS_GRAY -> colours(unused -> ColourMap.GRAY);
            case FUSE -> fuse();
            case FUSION_WINDOW -> fusion(f -> f.inHand(!f.inHand()));
            case FUSION_MORE -> fusion(f -> f.seen(f.opacity() + 0.1));
            case FUSION_LESS -> fusion(f -> f.seen(f.opacity() - 0.1));
            case MAGNIFIER -> magnify();
            default -> {
                return false;
            }
        }
        return true;
    }

    private ViewerViewModel viewer() {
        return reading.activeProperty().get();
    }

    private void colours(UnaryOperator<ColourMap> how) {
        viewer().looks().change(l -> l.with(how.apply(l.inHand())));
        ColourMap now = viewer().looks().lookProperty().get().inHand();
        tell.accept(say("Colours: {0}. On the screen only: nothing is exported so.", told(now.text())));
    }

    private void fuse() {
        Optional<Fusion> now = viewer().looks().lookProperty().get().fusion();
        switch (FusionChoice.next(viewer().currentProperty().get(), reading.series(), CamePane.maps(reading.tools()), now)) {
            case FusionChoice.Next.Above a -> {
                viewer().looks().change(l -> l.with(Optional.of(a.fusion())));
                tell.accept(say("{0} lies over {1}. It is only looked at: measures and painting take the series below.",
                        a.fusion().upper().title(), viewer().currentProperty().get().title()));
            }
            case FusionChoice.Next.Alone a -> viewer().looks().change(l -> l.with(Optional.empty()));
            case FusionChoice.Next.Refused r -> tell.accept(r.why());
        }
    }

    private void fusion(UnaryOperator<Fusion> how) {
        if (viewer().looks().lookProperty().get().fusion().isEmpty()) {
            tell.accept(say(NOTHING_ABOVE));
        }
        viewer().looks().change(l -> l.with(l.fusion().map(how)));
    }

    private void magnify() {
        SharedView tools = reading.tools();
        int now = tools.magnificationProperty().get();
        tools.magnificationProperty().set(now >= MOST_TIMES ? 1 : now + 1);
    }
}
