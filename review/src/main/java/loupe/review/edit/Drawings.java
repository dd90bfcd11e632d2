package loupe.review.edit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import loupe.core.measure.Annotation;
import loupe.core.measure.KnownLength;
import loupe.core.measure.Scale;

/// What readers drew on a study. Immutable.
///
/// @param drawn the drawings that are there, by number, each with the scale its image's file gives: one that comes back by an undo
///     is where it was
/// @param last highest number a drawing ever had; 0 before the first
/// @param calibrations the images whose scale a reader gave, one each, oldest first
/// @param objects what readers did to the objects of slides
record Drawings(List<Annotation> drawn, int last, List<KnownLength> calibrations, ObjectWork objects) {
    /// Copies the lists.
    Drawings {
        drawn = List.copyOf(drawn);
        calibrations = List.copyOf(calibrations);
    }

    static Drawings none() {
        return new Drawings(List.of(), 0, List.of(), ObjectWork.NONE);
    }

    /// Those of one reader.
    Drawings by(String reader) {
        return new Drawings(
                drawn.stream().filter(a -> a.by().equals(reader)).toList(), last,
                calibrations.stream().filter(c -> c.by().equals(reader)).toList(), objects.by(reader));
    }

    /// The drawings with the scale that is in force on their images.
    List<Annotation> present() {
        return drawn.stream().map(this::inForce).toList();
    }

    private Annotation inForce(Annotation a) {
        return calibrations.stream().filter(c -> c.holdsFor(a)).findFirst().map(c -> a.scaled(c.scale())).orElse(a);
    }

    /// The calibration in force on an image.
    Optional<KnownLength> calibration(String sopInstanceUid) {
        return calibrations.stream().filter(c -> c.place().sopInstanceUid().equals(sopInstanceUid)).findFirst();
    }

    /// The drawings after an edit.
    ///
    /// @throws IllegalArgumentException if the drawing is not as the edit takes it to be
    Drawings after(Edit.AnnotationEdit edit) {
        List<Annotation> next = new ArrayList<>(drawn);
        String id = edit.before().or(edit::after).orElseThrow().id();
        Optional<Annotation> own = drawn.stream().filter(a -> a.id().equals(id)).findFirst();
        if (!own.map(this::inForce).equals(edit.before().map(this::inForce))) {
            throw new IllegalArgumentException("the drawing is not as the edit takes it to be");
        }
        own.ifPresent(next::remove);
        edit.after().ifPresent(a -> next.add(byFile(a, own)));
        next.sort(Comparator.comparingInt(Annotation::number));
        int number = edit.after().or(edit::before).orElseThrow().number();
        return new Drawings(next, Math.max(last, number), calibrations, objects);
    }

    /// A drawing with the scale of its image's file, where it was made under the calibration in force.
    private Annotation byFile(Annotation a, Optional<Annotation> before) {
        Scale scale = a.measure().space().scale();
        return calibrations.stream()
                .filter(c -> c.holdsFor(a) && c.scale().equals(scale))
                .findFirst()
                .map(c -> a.scaled(before.map(b -> b.measure().space().scale()).orElse(c.own())))
                .orElse(a);
    }

    /// After a step on the objects of a slide.
    Drawings after(ObjectEdit edit) {
        return new Drawings(drawn, last, calibrations, objects.after(edit));
    }

    /// The drawings after an image was calibrated, or is no longer.
    ///
    /// @throws IllegalArgumentException if the image is not calibrated as the edit takes it to be
    Drawings after(Edit.CalibrationEdit edit) {
        if (!calibration(edit.sopInstanceUid()).equals(edit.before())) {
            throw new IllegalArgumentException("the image is not calibrated as the edit takes it to be");
        }
        List<KnownLength> next = new ArrayList<>(calibrations);
        edit.before().ifPresent(next::remove);
        edit.after().ifPresent(next::add);
        next.sort(Comparator.comparing(KnownLength::at));
        return new Drawings(drawn, last, next, objects);
    }
}
