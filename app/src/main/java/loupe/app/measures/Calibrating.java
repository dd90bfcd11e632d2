package loupe.app.measures;

import static loupe.app.text.Words.say;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import loupe.app.tool.DrawingTool;
import loupe.app.viewer.ViewerViewModel;
import loupe.app.viewer.picture.ImagePlace;
import loupe.core.measure.Annotation;
import loupe.core.measure.KnownLength;
import loupe.core.measure.Scale;
import loupe.core.measure.Shape;

/// Whether the image in view may be calibrated by hand, and by which line; for the toolkit's thread.
public final class Calibrating {
    private final MeasuresViewModel measures;
    private final Supplier<ViewerViewModel> view;
    private final Consumer<String> tell;

    /// @param view the view in hand
    /// @param tell shows a sentence to the person
    public Calibrating(MeasuresViewModel measures, Supplier<ViewerViewModel> view, Consumer<String> tell) {
        this.measures = measures;
        this.view = view;
        this.tell = tell;
    }

    /// The sheet that asks for the known length; empty where it was said why not, or a length is to be drawn first.
    ///
    /// @param close puts the sheet away
    public Optional<CalibratePane> sheet(Runnable close) {
        Optional<ViewerViewModel.Seen> seen = view.get().seenProperty().get();
        String why = seen.map(Calibrating::refused).orElse(say("There is no image to calibrate."));
        if (!why.isEmpty()) {
            tell.accept(why);
            return Optional.empty();
        }
        ImagePlace.Stored image = (ImagePlace.Stored) seen.orElseThrow().series().places().get(seen.get().slice());
        Optional<Annotation> line = measures.inHand().filter(a -> on(a, image));
        Optional<KnownLength> inForce = measures.calibration(image.sopInstanceUid());
        if (line.isEmpty() && inForce.isEmpty()) {
            view.get().tools().take(DrawingTool.LENGTH);
            tell.accept(say("Draw a length along something of known size on this image, then calibrate again (Ctrl+Shift+L)."));
            return Optional.empty();
        }
        return Optional.of(new CalibratePane(measures, new CalibratePane.Subject(image.sopInstanceUid(), line, inForce), close));
    }

    private static boolean on(Annotation a, ImagePlace.Stored image) {
        boolean here = a.place().sopInstanceUid().equals(image.sopInstanceUid()) && !a.place().cut();
        return here && a.measure().shape() instanceof Shape.Line;
    }

    private static String refused(ViewerViewModel.Seen seen) {
        if (seen.series().prior().isPresent()) {
            return say("This is a prior: it is only looked at.");
        }
        if (!(seen.series().places().get(seen.slice()) instanceof ImagePlace.Stored)) {
            return say("Planes and whole volumes have their spacing from the patient and are not calibrated by hand.");
        }
        if (seen.page().probe().unevenPixels()) {
            return say("The pixels of this image are not as wide as high, and one length does not say how large they are.");
        }
        return switch (seen.page().scale()) {
            case Scale.Patient p -> say("This image has its spacing in the patient from the machine and is not calibrated by hand.");
            case Scale.Regions r when r.fit() -> say("The regions of this ultrasound image have their scales from the machine; it "
                    + "is not calibrated by hand.");
            default -> "";
        };
    }
}
