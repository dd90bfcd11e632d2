package loupe.review.reading;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How a reader has the list. Immutable.
///
/// @param columns names of the columns that are shown, in their order; empty for the usual ones
/// @param views saved views, no two of one name
public record ListChoice(List<String> columns, List<SavedView> views) {
    /// Most saved views.
    public static final int MOST = 24;

    /// What holds until a reader changes it.
    public static final ListChoice USUAL = new ListChoice(List.of(), List.of());

    /// Copies the lists and checks names and number; the message is a sentence for a person.
    public ListChoice {
        columns = List.copyOf(columns);
        views = List.copyOf(views);
        Set<String> names = new HashSet<>();
        views.forEach(v -> names.add(v.name()));
        if (names.size() < views.size()) {
            throw new IllegalArgumentException("Two views must not have one name.");
        }
        if (views.size() > MOST) {
            throw new IllegalArgumentException("There are at most " + MOST + " views; delete one first.");
        }
    }

    /// With other columns.
    public ListChoice withColumns(List<String> other) {
        return new ListChoice(other, views);
    }

    /// With a view, in place of one of the same name.
    public ListChoice with(SavedView view) {
        List<SavedView> next = new ArrayList<>(views);
        int at = views.stream().map(SavedView::name).toList().indexOf(view.name());
        if (at < 0) {
            next.add(view);
        } else {
            next.set(at, view);
        }
        return new ListChoice(columns, next);
    }

    /// Without the view of a name.
    public ListChoice without(String name) {
        return new ListChoice(columns, views.stream().filter(v -> !v.name().equals(name)).toList());
    }

    /// The view of a name.
    public Optional<SavedView> view(String name) {
        return views.stream().filter(v -> v.name().equals(name)).findFirst();
    }
}
