package loupe.app.viewer.look;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// How a view shows each of the series it can show, kept while it shows others; for the toolkit's thread.
public final class Appearances {
    private final Map<Object, Appearance> kept = new HashMap<>();
    private final ReadOnlyObjectWrapper<Appearance> look = new ReadOnlyObjectWrapper<>(Appearance.PLAIN);
    private Object of = this;

    /// How what is shown now is shown.
    public ReadOnlyObjectProperty<Appearance> lookProperty() {
        return look.getReadOnlyProperty();
    }

    /// How a series is shown.
    ///
    /// @param series what stands for it: the same for its images and for its planes
    public Appearance of(Object series) {
        return kept.getOrDefault(series, Appearance.PLAIN);
    }

    /// The view shows a series now.
    public void show(Object series) {
        of = series;
        look.set(of(series));
    }

    /// Shows the series in view another way.
    public void change(UnaryOperator<Appearance> how) {
        Appearance next = how.apply(look.get());
        kept.put(of, next);
        look.set(next);
    }
}
