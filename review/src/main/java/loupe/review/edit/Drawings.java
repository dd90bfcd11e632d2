package loupe.review.edit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import loupe.core.measure.Annotation;

/// What readers drew on a study. Immutable.
///
/// @param present the drawings that are there, by number: one that comes back by an undo is where it was
/// @param last highest number a drawing ever had; 0 before the first
record Drawings(List<Annotation> present, int last) {
    /// Copies the list.
    Drawings {
        present = List.copyOf(present);
    }

    static Drawings none() {
        return new Drawings(List.of(), 0);
    }

    /// Those that one reader drew.
    Drawings by(String reader) {
        return new Drawings(present.stream().filter(a -> a.by().equals(reader)).toList(), last);
    }

    /// The drawings after an edit.
    ///
    /// @throws IllegalArgumentException if the drawing is not as the edit takes it to be
    Drawings after(Edit.AnnotationEdit edit) {
        List<Annotation> next = new ArrayList<>(present);
        Optional<Annotation> before = edit.before();
        boolean there = before.isPresent()
                ? next.remove(before.get())
                : next.stream().noneMatch(a -> edit.after().filter(n -> n.id().equals(a.id())).isPresent());
        if (!there) {
            throw new IllegalArgumentException("the drawing is not as the edit takes it to be");
        }
        edit.after().ifPresent(next::add);
        next.sort(Comparator.comparingInt(Annotation::number));
        return new Drawings(next, Math.max(last, edit.after().or(edit::before).orElseThrow().number()));
    }
}
