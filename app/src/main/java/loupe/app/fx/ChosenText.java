package loupe.app.fx;

import java.util.function.Function;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// How what can be chosen is written; it is never typed.
///
/// @param <T> what is chosen
public final class ChosenText<T> extends StringConverter<T> {
    private final Function<T, String> text;

    /// @param text what a choice is called
    public ChosenText(Function<T, String> text) {
        this.text = text;
    }

    @Override
    public String toString(@Nullable T value) {
        return value == null ? "" : text.apply(value);
    }

    @Override
    public T fromString(String typed) {
        throw new UnsupportedOperationException("choices are not typed");
    }
}
