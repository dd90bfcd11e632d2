package loupe.app.viewer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loupe.core.study.Instance;
import loupe.core.study.Series;
import loupe.core.study.Stack;
import loupe.review.session.StudyImages;

/// Images that are scrolled through together: a stack, or the images of a series that lie in no stack; a film stands alone.
///
/// @param seriesUid pseudonymous UID of the series
/// @param title number, modality and description
/// @param places the images in order of scrolling
/// @param stack the stack they form, or the film; empty where they form none
public record ShownSeries(String seriesUid, String title, List<ImagePlace> places, Optional<Stack> stack) {
    /// Copies the list.
    public ShownSeries {
        places = List.copyOf(places);
        if (places.isEmpty()) {
            throw new IllegalArgumentException("a shown series needs an image");
        }
    }

    /// Everything of a study that has pixels, in order of the series' numbers.
    ///
    /// @throws IOException if a header is not there
    public static List<ShownSeries> of(StudyImages study) throws IOException {
        List<ShownSeries> out = new ArrayList<>();
        for (Series s : study.series()) {
            Set<ImagePlace> stacked = new HashSet<>();
            List<Stack> stacks = new ArrayList<>(s.stacks());
            List<Stack> films = study.films(s);
            stacks.removeIf(t -> t.slices().size() == 1 && !films.isEmpty());
            stacks.addAll(films);
            for (Stack stack : stacks) {
                List<ImagePlace> places = stack.slices().stream()
                        .map(r -> new ImagePlace(r.sopInstanceUid(), r.frame()))
                        .toList();
                stacked.addAll(places);
                out.add(new ShownSeries(s.uid(), title(s), places, Optional.of(stack)));
            }
            List<ImagePlace> rest = new ArrayList<>();
            for (Instance i : s.instances()) {
                for (int f = 0; f < i.frames(); f++) {
                    rest.add(new ImagePlace(i.sopInstanceUid(), f));
                }
            }
            rest.removeAll(stacked);
            if (!rest.isEmpty()) {
                out.add(new ShownSeries(s.uid(), title(s), rest, Optional.empty()));
            }
        }
        return out;
    }

    private static String title(Series s) {
        String number = s.number() == 0 ? "" : s.number() + "  ";
        return (number + s.modality() + "  " + s.description()).strip();
    }

    /// Whether the images are slices of the patient.
    boolean inSpace() {
        return stack.filter(s -> !s.isFilm()).isPresent();
    }

    /// Number of images, in words.
    public String count() {
        String noun = inSpace() ? "slice" : "image";
        return places.size() + " " + noun + (places.size() == 1 ? "" : "s");
    }
}
