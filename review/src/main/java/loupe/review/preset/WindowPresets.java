package loupe.review.preset;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A reader's presets; those of a modality are called up by their number in this order. Immutable.
///
/// @param presets in order; no two of a modality under one name
public record WindowPresets(List<WindowPreset> presets) {
    /// Most presets of a modality; the first eight have keys.
    public static final int MOST = 24;

    /// Copies the list and checks names and number; the message is a sentence for a person.
    public WindowPresets {
        presets = List.copyOf(presets);
        Set<String> names = new HashSet<>();
        for (WindowPreset p : presets) {
            if (!names.add(p.modality() + "/" + p.name())) {
                throw new IllegalArgumentException("There is a preset " + p.modality() + " " + p.name() + " already.");
            }
            String modality = p.modality();
            if (presets.stream().filter(o -> o.modality().equals(modality)).count() > MOST) {
                throw new IllegalArgumentException("A modality has at most " + MOST + " presets.");
            }
        }
    }

    /// What holds until a reader changes it: eight windows for CT.
    public static WindowPresets usual() {
        return new WindowPresets(List.of(
                new WindowPreset("CT", "lung", -600, 1500),
                new WindowPreset("CT", "bone", 480, 2500),
                new WindowPreset("CT", "brain", 40, 80),
                new WindowPreset("CT", "abdomen", 40, 400),
                new WindowPreset("CT", "mediastinum", 80, 400),
                new WindowPreset("CT", "liver", 90, 150),
                new WindowPreset("CT", "stroke", 40, 40),
                new WindowPreset("CT", "subdural", 75, 200)));
    }

    /// Those of a modality, in order.
    public List<WindowPreset> of(String modality) {
        return presets.stream().filter(p -> p.modality().equals(modality)).toList();
    }

    /// With one more, after the others.
    public WindowPresets with(WindowPreset more) {
        List<WindowPreset> next = new ArrayList<>(presets);
        next.add(more);
        return new WindowPresets(next);
    }

    /// With another in place of one of these.
    public WindowPresets with(WindowPreset old, WindowPreset other) {
        return new WindowPresets(presets.stream().map(p -> p.equals(old) ? other : p).toList());
    }

    /// Without one of these.
    public WindowPresets without(WindowPreset old) {
        return new WindowPresets(presets.stream().filter(p -> !p.equals(old)).toList());
    }

    /// With one moved among those of its modality.
    ///
    /// @param step -1 before the last one, 1 after the next
    public WindowPresets moved(WindowPreset p, int step) {
        List<WindowPreset> own = of(p.modality());
        int to = own.indexOf(p) + step;
        if (to < 0 || to >= own.size()) {
            return this;
        }
        WindowPreset other = own.get(to);
        return new WindowPresets(presets.stream().map(x -> x.equals(p) ? other : x.equals(other) ? p : x).toList());
    }
}
