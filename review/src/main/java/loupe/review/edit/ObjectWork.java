package loupe.review.edit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import loupe.core.slide.FeatureMarks;

/// What readers did to the objects of a study's slides. Immutable. Sets that came with the study or from models are not in it, only
/// what became of them.
///
/// @param added sets that readers added, by id in the order they were added; those taken back too
/// @param marks what became of objects, by the id of their set
/// @param marking who changed objects of a set, so that a first read shows a reader's own work only; by set
public record ObjectWork(
        Map<String, ObjectEdit.Added> added, Map<String, FeatureMarks> marks, Map<String, String> marking) {
    private static final String SEVERAL = "";

    /// Nothing done.
    public static final ObjectWork NONE = new ObjectWork(Map.of(), Map.of(), Map.of());

    /// The id of the next set that is added.
    public String nextSet() {
        return "O" + (added.size() + 1);
    }

    /// The sets that are there on a slide, in the order they were added.
    public List<ObjectEdit.Added> on(String seriesUid) {
        return added.values().stream().filter(a -> a.there() && a.seriesUid().equals(seriesUid)).toList();
    }

    /// The work of one reader.
    ObjectWork by(String reader) {
        Map<String, ObjectEdit.Added> own = new LinkedHashMap<>(added);
        own.replaceAll((id, a) -> a.by().equals(reader) ? a : (ObjectEdit.Added) (a.there() ? a.inverse() : a));
        Map<String, FeatureMarks> ownMarks = new LinkedHashMap<>(marks);
        ownMarks.keySet().removeIf(set -> !reader.equals(marking.get(set)));
        return new ObjectWork(own, ownMarks, marking);
    }

    /// After a step.
    ///
    /// @throws IllegalArgumentException if an object or set is not as the step takes it to be
    ObjectWork after(ObjectEdit edit) {
        return switch (edit) {
            case ObjectEdit.Added a -> {
                ObjectEdit.Added before = added.get(a.set());
                boolean fits = before == null ? a.there() && a.set().equals(nextSet()) : before.equals(a.inverse());
                if (!fits) {
                    throw new IllegalArgumentException("the objects are not as the edit takes them to be");
                }
                Map<String, ObjectEdit.Added> next = new LinkedHashMap<>(added);
                next.put(a.set(), a);
                yield new ObjectWork(next, marks, marking).marked(a.replaced(), a.by());
            }
            case ObjectEdit.Marked m -> marked(m.changes(), m.by());
        };
    }

    private ObjectWork marked(List<ObjectEdit.Change> changes, String by) {
        if (changes.isEmpty()) {
            return this;
        }
        Map<String, FeatureMarks> next = new LinkedHashMap<>(marks);
        Map<String, String> who = new LinkedHashMap<>(marking);
        for (ObjectEdit.Change c : changes) {
            FeatureMarks now = next.getOrDefault(c.set(), FeatureMarks.NONE);
            next.put(c.set(), now.with(c.indices(), c.before(), c.after()));
            who.merge(c.set(), by, (x, y) -> x.equals(y) ? x : SEVERAL);
        }
        return new ObjectWork(added, next, who);
    }
}
