package loupe.core.slide;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/// What became of the features of a set, two bytes each. Immutable: a change gives new marks.
public final class FeatureMarks {
    /// All as they came.
    public static final FeatureMarks NONE = new FeatureMarks(new char[0], List.of(FeatureMark.AS_IT_CAME));

    private final char[] codes;
    private final List<FeatureMark> table;

    private FeatureMarks(char[] codes, List<FeatureMark> table) {
        this.codes = codes;
        this.table = table;
    }

    /// What became of a feature.
    public FeatureMark of(int index) {
        return index < codes.length ? table.get(codes[index]) : FeatureMark.AS_IT_CAME;
    }

    /// After a change of some features that all were one way before.
    ///
    /// @throws IllegalArgumentException if one was not
    public FeatureMarks with(int[] indices, FeatureMark before, FeatureMark after) {
        int most = Arrays.stream(indices).max().orElse(-1);
        if (Arrays.stream(indices).anyMatch(i -> i < 0 || !of(i).equals(before))) {
            throw new IllegalArgumentException("an object is not as the edit takes it to be");
        }
        List<FeatureMark> next = table;
        int code = table.indexOf(after);
        if (code < 0) {
            next = new ArrayList<>(table);
            next.add(after);
            code = table.size();
        }
        if (code > Character.MAX_VALUE) {
            throw new IllegalArgumentException("too many classes");
        }
        char[] changed = Arrays.copyOf(codes, Math.max(codes.length, most + 1));
        for (int i : indices) {
            changed[i] = (char) code;
        }
        return new FeatureMarks(changed, List.copyOf(next));
    }

    /// Tells every index at which two differ.
    public void differing(FeatureMarks other, IntConsumer found) {
        for (int i = 0; this != other && i < Math.max(codes.length, other.codes.length); i++) {
            if (!of(i).equals(other.of(i))) {
                found.accept(i);
            }
        }
    }

    @Override
    public boolean equals(Object o) {
        boolean[] same = {o instanceof FeatureMarks};
        if (o instanceof FeatureMarks other) {
            differing(other, i -> same[0] = false);
        }
        return same[0];
    }

    @Override
    public int hashCode() {
        int h = 0;
        for (int i = 0; i < codes.length; i++) {
            h += of(i).equals(FeatureMark.AS_IT_CAME) ? 0 : i * 31 + of(i).hashCode();
        }
        return h;
    }
}
