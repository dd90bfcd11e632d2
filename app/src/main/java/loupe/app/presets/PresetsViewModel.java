package loupe.app.presets;

import static loupe.app.text.Words.say;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import loupe.app.fx.Background;
import loupe.app.fx.FaultText;
import loupe.review.preset.PresetBook;
import loupe.review.preset.WindowPreset;
import loupe.review.preset.WindowPresets;

/// The presets of the account at work; for the toolkit's thread. What is changed counts at once and is kept beside it.
public final class PresetsViewModel implements AutoCloseable {
    private final PresetBook book;
    private final Background keeping;
    private final Consumer<String> tell;
    private final ReadOnlyObjectWrapper<WindowPresets> presets;

    /// @param book where they are kept
    /// @param now as they are
    /// @param keeping where the store is called
    /// @param tell shows a sentence
    public PresetsViewModel(PresetBook book, WindowPresets now, Background keeping, Consumer<String> tell) {
        this.book = book;
        this.keeping = keeping;
        this.tell = tell;
        this.presets = new ReadOnlyObjectWrapper<>(now);
    }

    /// All of them.
    public ReadOnlyObjectProperty<WindowPresets> presetsProperty() {
        return presets.getReadOnlyProperty();
    }

    /// Those of a modality, in the order of their numbers.
    public List<WindowPreset> of(String modality) {
        return presets.get().of(modality);
    }

    /// Changes them.
    ///
    /// @param next gives them as they are to be
    /// @return why that cannot be, as a sentence; empty if it can
    Optional<String> change(Supplier<WindowPresets> next) {
        try {
            WindowPresets changed = next.get();
            presets.set(changed);
            keeping.run(
                    () -> book.keep(changed),
                    unused -> {},
                    fault -> tell.accept(say("The presets were not kept. {0}", FaultText.of(fault))));
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /// What was changed is still kept.
    @Override
    public void close() {
        keeping.close();
    }
}
