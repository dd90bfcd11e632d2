package loupe.core.slide;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/// All features of a slide as they stand: the sets that came, and what became of them. Immutable.
///
/// @param sets in the order they lie over one another, the uppermost last
/// @param marks what became of their features, by set
public record FeatureLayer(List<FeatureSet> sets, Map<String, FeatureMarks> marks) {
    /// Nothing.
    public static final FeatureLayer EMPTY = new FeatureLayer(List.of(), Map.of());

    /// Copies both.
    public FeatureLayer {
        sets = List.copyOf(sets);
        marks = Map.copyOf(marks);
    }

    /// A feature as it stands.
    ///
    /// @param set its set
    /// @param index its place there
    /// @param feature with the class it has now
    public record Standing(FeatureSet set, int index, SlideFeature feature) {
        /// Whether it is the same one, whatever became of it.
        public boolean sameAs(Standing o) {
            return index == o.index && set.id().equals(o.set.id());
        }
    }

    /// What became of the features of a set.
    public FeatureMarks marks(FeatureSet set) {
        return marks.getOrDefault(set.id(), FeatureMarks.NONE);
    }

    /// A feature as it stands; empty where it was taken away.
    public Optional<Standing> standing(FeatureSet set, int index) {
        FeatureMark m = marks(set).of(index);
        SlideFeature f = set.features().get(index);
        return m.there() ? Optional.of(new Standing(set, index, m.classification().map(f::of).orElse(f))) : Optional.empty();
    }

    /// Tells every feature that stands and whose box touches a box.
    public void touching(SlideView.Box box, Consumer<Standing> found) {
        for (FeatureSet s : sets) {
            s.touching(box, i -> standing(s, i).ifPresent(found));
        }
    }

    /// Tells every feature that stands.
    public void each(Consumer<Standing> found) {
        for (FeatureSet s : sets) {
            for (int i = 0; i < s.features().size(); i++) {
                standing(s, i).ifPresent(found);
            }
        }
    }

    /// The feature at a place: of several the smallest, of equally small ones the uppermost.
    ///
    /// @param reach how near to a point or line counts, in pixels of level 0
    public Optional<Standing> at(double x, double y, double reach) {
        Standing[] best = new Standing[1];
        touching(new SlideView.Box(x, y, x, y).grown(reach), s -> {
            boolean smaller = best[0] == null || s.feature.outline().area() <= best[0].feature.outline().area();
            if (smaller && s.feature.outline().holds(x, y, reach)) {
                best[0] = s;
            }
        });
        return Optional.ofNullable(best[0]);
    }

    /// How many stand, by class; those without one under the empty word.
    public Map<String, Integer> counts() {
        Map<String, Integer> out = new TreeMap<>();
        each(s -> out.merge(s.feature.classification(), 1, Integer::sum));
        return out;
    }

    /// Every box in which something differs from another layer; one for each feature of a set that only one of them has.
    public void differing(FeatureLayer other, Consumer<SlideView.Box> found) {
        Set<FeatureSet> there = new HashSet<>(other.sets);
        for (FeatureSet s : sets) {
            if (there.remove(s)) {
                marks(s).differing(other.marks(s), i -> found.accept(s.features().get(i).outline().box()));
            } else {
                s.features().forEach(f -> found.accept(f.outline().box()));
            }
        }
        there.forEach(s -> s.features().forEach(f -> found.accept(f.outline().box())));
    }
}
