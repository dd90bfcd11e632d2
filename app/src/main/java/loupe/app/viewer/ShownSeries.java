package loupe.app.viewer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loupe.core.study.Instance;
import loupe.core.study.Series;
import loupe.core.study.Stack;

/// Images that are scrolled through together: a stack, or the images of a series that lie in no stack.
///
/// @param seriesUid pseudonymous UID of the series
/// @param title number, modality and description
/// @param places the images in order of scrolling
/// @param stack the stack they form; empty where they form none
public record ShownSeries(String seriesUid, String title, List<ImagePlace> places, Optional<Stack> stack) {
    /// Copies the list.
    public ShownSeries {
        places = List.copyOf(places);
        if (places.isEmpty()) {
            throw new IllegalArgumentException("a shown series needs an image");
        }
    }

    /// Everything of a study that has pixels, in order of the series' numbers.
    public static List<ShownSeries> of(List<Series> study) {
        List<ShownSeries> out = new ArrayList<>();
        for (Series s : study) {
            Set<ImagePlace> stacked = new HashSet<>();
            for (Stack stack : s.stacks()) {
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

    /// Number of images, in words.
    public String count() {
        String noun = stack.isPresent() ? "slice" : "image";
        return places.size() + " " + noun + (places.size() == 1 ? "" : "s");
    }
}
