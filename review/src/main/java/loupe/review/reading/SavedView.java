package loupe.review.reading;

import java.util.List;

/// A way to look at the list that a reader gave a name.
///
/// @param name in the reader's words, 1 to 40 characters
/// @param filter which studies
/// @param columns names of the columns, in their order
public record SavedView(String name, StudyFilter filter, List<String> columns) {
    /// Longest name, in characters.
    public static final int LONGEST = 40;

    /// Checks the name and copies the list; the message is a sentence for a person.
    public SavedView {
        name = name.strip();
        if (name.isEmpty() || name.length() > LONGEST) {
            throw new IllegalArgumentException("A view needs a name of 1 to " + LONGEST + " characters.");
        }
        columns = List.copyOf(columns);
    }
}
