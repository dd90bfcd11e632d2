package loupe.app.shell;

import static loupe.app.text.Words.say;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import loupe.app.reading.ReadingViewModel;
import loupe.core.plane.Slab;

/// The thickness of the planes in hand, to be typed in millimetres; there while the view in hand shows planes and no brush is
/// taken, which is for the images as they were taken.
final class SlabField extends TextField {
    private final ReadingViewModel reading;

    /// @param done told when a thickness was taken
    /// @param tell shows a sentence to the person
    SlabField(ReadingViewModel reading, Runnable done, Consumer<String> tell) {
        this.reading = reading;
        setId("slab-mm");
        setPrefWidth(66);
        setFocusTraversable(false);
        setMinWidth(USE_PREF_SIZE);
        setAccessibleText(say("Thickness of the planes in millimetres"));
        setTooltip(new Tooltip(say("Thickness of the planes in mm; Shift+wheel over the image changes it too")));
        managedProperty().bind(visibleProperty());
        reading.slabProperty().addListener((o, before, now) -> show(now));
        reading.tools().brushProperty().addListener((o, before, now) -> show(reading.slabProperty().get()));
        show(reading.slabProperty().get());
        setOnAction(e -> take(done, tell));
        focusedProperty().addListener((o, before, now) -> {
            if (!now) {
                show(reading.slabProperty().get());
            }
        });
    }

    private void show(Optional<Slab> slab) {
        setVisible(slab.isPresent() && reading.tools().brushProperty().get().isEmpty());
        slab.ifPresent(s -> setText(say("{0} mm", Slab.millimetres(s.thicknessMm()))));
    }

    private void take(Runnable done, Consumer<String> tell) {
        try {
            double mm = Double.parseDouble(getText().strip().replace("mm", "").replace(',', '.').strip());
            if (!(mm >= 0 && mm <= 1000)) {
                throw new NumberFormatException();
            }
            reading.thick(mm);
            done.run();
        } catch (NumberFormatException e) {
            tell.accept(say("A thickness is a number of millimetres from 0 to 1000, such as 12.5."));
        }
    }
}
