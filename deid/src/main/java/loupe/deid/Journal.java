package loupe.deid;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What was done so far to one instance.
final class Journal {
    private final Map<String, DeidReport.Change> changes = new HashMap<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private int elements;

    /// The same, to be written on.
    Journal copy() {
        Journal copy = new Journal();
        copy.changes.putAll(changes);
        copy.warnings.addAll(warnings);
        copy.elements = elements;
        return copy;
    }

    /// Takes back what was noted of an element at the top level.
    void forget(int tag) {
        changes.remove(new Path(null, tag).toString());
    }

    void seen() {
        elements++;
    }

    void note(@Nullable Path sequence, int tag, Deed deed) {
        changes.merge(
                new Path(sequence, tag).toString(),
                new DeidReport.Change(deed, 1),
                (before, one) -> new DeidReport.Change(deed, before.count() + 1));
    }

    void warn(String sentence) {
        warnings.add(sentence);
    }

    Map<String, DeidReport.Change> changes() {
        return changes;
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    int elements() {
        return elements;
    }
}
