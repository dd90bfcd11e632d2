package loupe.app.cli.shared;

import java.util.List;
import loupe.core.study.Instance;
import loupe.core.study.Series;

/// What a series is, in words.
public final class SeriesWords {
    private SeriesWords() {}

    /// Its stacks, or what it is where it forms none.
    public static String form(Series s) {
        if (s.modality().equals("SM")) {
            return "a whole slide";
        }
        List<String> sizes =
                s.stacks().stream().map(t -> String.valueOf(t.slices().size())).toList();
        if (!sizes.isEmpty()) {
            return (sizes.size() == 1 ? "a stack of " : "stacks of ") + String.join(", ", sizes) + " slices";
        }
        int images = s.instances().stream().mapToInt(Instance::frames).sum();
        return images == 0
                ? "no images"
                : images == 1 ? "an image without a place in the patient" : images + " images without a place in the patient";
    }
}
