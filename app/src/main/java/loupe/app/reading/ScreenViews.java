package loupe.app.reading;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import loupe.app.viewer.ViewerViewModel;
import loupe.review.screen.Layout;

/// The views of one screen: how they lie side by side, and which of them was last in hand; for the toolkit's thread.
public final class ScreenViews {
    private final int number;
    private final List<ViewerViewModel> views = new ArrayList<>();
    private final ReadOnlyObjectWrapper<Layout> layout = new ReadOnlyObjectWrapper<>(Layout.ONE);
    private final ReadOnlyBooleanWrapper oneUp = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<ViewerViewModel> inHand;

    /// @param number which screen, from 1
    /// @param first its view
    ScreenViews(int number, ViewerViewModel first) {
        this.number = number;
        views.add(first);
        inHand = new ReadOnlyObjectWrapper<>(first);
    }

    /// Which screen, from 1.
    public int number() {
        return number;
    }

    /// How its views lie side by side.
    public ReadOnlyObjectProperty<Layout> layoutProperty() {
        return layout.getReadOnlyProperty();
    }

    /// Whether one view is shown alone for a while.
    public ReadOnlyBooleanProperty oneUpProperty() {
        return oneUp.getReadOnlyProperty();
    }

    /// The view of this screen that was last in hand.
    public ReadOnlyObjectProperty<ViewerViewModel> inHandProperty() {
        return inHand.getReadOnlyProperty();
    }

    /// The views of the layout, in its order.
    public List<ViewerViewModel> views() {
        return List.copyOf(views.subList(0, layout.get().views()));
    }

    /// Its views, also those the layout has no place for now.
    List<ViewerViewModel> every() {
        return views;
    }

    void add(ViewerViewModel view) {
        views.add(view);
    }

    /// Lays out views there are; one that stays is in hand before others go.
    void lay(Layout wanted) {
        oneUp.set(false);
        if (!views.subList(0, wanted.views()).contains(inHand.get())) {
            inHand.set(views.getFirst());
        }
        layout.set(wanted);
    }

    /// Cuts a view in two; one there is without a place takes the second half.
    ///
    /// @param wanted the layout with the halves
    void split(int view, Layout wanted) {
        views.add(view + 1, views.remove(layout.get().views()));
        lay(wanted);
    }

    /// Takes a view's place away; it is kept for when there is one again.
    ///
    /// @param wanted the layout without it
    void without(int view, Layout wanted) {
        int last = layout.get().views() - 1;
        views.add(last, views.remove(view));
        lay(wanted);
    }

    void take(ViewerViewModel view) {
        inHand.set(view);
    }

    void toggleOneUp() {
        oneUp.set(!oneUp.get() && layout.get().views() > 1);
    }
}
