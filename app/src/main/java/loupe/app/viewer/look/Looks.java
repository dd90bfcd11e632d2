package loupe.app.viewer.look;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// How a view shows each of the series it can show, kept while it shows others; for the toolkit's thread.
public final class Looks {
    private final Map<Object, Look> kept = new HashMap<>();
    private final ReadOnlyObjectWrapper<Look> look = new ReadOnlyObjectWrapper<>(Look.PLAIN);
    private Object of = this;

    /// How what is shown now is shown.
    public ReadOnlyObjectProperty<Look> lookProperty() {
        return look.getReadOnlyProperty();
    }

    /// How a series is shown.
    ///
    /// @param series what stands for it: the same for its images and for its planes
    public Look of(Object series) {
        return kept.getOrDefault(series, Look.PLAIN);
    }

    /// The view shows a series now.
    public void show(Object series) {
        of = series;
        look.set(of(series));
    }

    /// Shows the series in view another way.
    public void change(UnaryOperator<Look> how) {
        Look next = how.apply(look.get());
        kept.put(of, next);
        look.set(next);
    }
}
