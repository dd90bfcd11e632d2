package loupe.app.shell;

import static loupe.app.text.Words.say;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import loupe.app.action.Action;
import loupe.app.fx.Background;
import loupe.app.presets.PresetsPane;
import loupe.app.presets.PresetsViewModel;
import loupe.app.reading.ReadingViewModel;
import loupe.app.viewer.ViewerViewModel;
import loupe.app.viewer.look.Fusion;
import loupe.review.preset.WindowPreset;

/// Window presets of the reader for the series in hand, which is the one above where a person says so.
final class PresetActions implements AutoCloseable {
    private static final String NUMBERED = "PRESET_";

    private final OpenStudy study;
    private final ReadingViewModel reading;
    private final PresetsViewModel presets;
    private final Consumer<String> tell;

    /// @param keeping where the store is called
    PresetActions(OpenStudy study, ReadingViewModel reading, Background keeping, Consumer<String> tell) {
        this.study = study;
        this.reading = reading;
        this.presets = new PresetsViewModel(study.book(), study.presets(), keeping, tell);
        this.tell = tell;
    }

    /// Takes the preset of a number.
    void act(Action action) {
        if (action.name().startsWith(NUMBERED)) {
            int number = Integer.parseInt(action.name().substring(NUMBERED.length()));
            List<WindowPreset> own = offered();
            if (number > own.size()) {
                tell.accept(say("There is no preset {0} for {1} yet; Ctrl+P makes one.", number, modality()));
            } else {
                viewer().take(Optional.of(own.get(number - 1).window()));
            }
        }
    }

    /// Presets for the series in hand.
    List<WindowPreset> offered() {
        return presets.of(modality());
    }

    /// The sheet where presets are changed.
    PresetsPane sheet(Runnable close) {
        return new PresetsPane(presets, modality(), close);
    }

    private ViewerViewModel viewer() {
        return reading.activeProperty().get();
    }

    /// Of a prior's CT by its unit.
    private String modality() {
        Optional<Fusion> fusion = viewer().looks().lookProperty().get().fusion();
        Optional<String> above = fusion.filter(Fusion::inHand).map(f -> f.upper().seriesUid());
        String own = study.modality(above.orElse(viewer().currentProperty().get().seriesUid()));
        boolean hounsfield = viewer().seenProperty().get().filter(s -> s.page().unit().equals("HU")).isPresent();
        return own.isEmpty() && hounsfield ? "CT" : own.isEmpty() ? "OT" : own;
    }

    /// What was changed is still kept.
    @Override
    public void close() {
        presets.close();
    }
}
