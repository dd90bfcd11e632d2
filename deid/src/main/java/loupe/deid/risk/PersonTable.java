package loupe.deid.risk;

import java.util.ArrayList;
import java.util.List;

/// A table with one row a person. Immutable.
///
/// @param columns names of the columns, each once
/// @param rows one value for each column
public record PersonTable(List<String> columns, List<List<String>> rows) {

    /// Copies and checks.
    ///
    /// @throws IllegalArgumentException if a row has another number of values than there are columns
    public PersonTable {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "a row must have " + columns.size() + " values, one had " + row.size());
            }
        }
    }

    /// Reads comma-separated values (RFC 4180) whose first line names the columns.
    ///
    /// @throws IllegalArgumentException if there is no first line or a row has another number of values
    public static PersonTable csv(String text) {
        List<List<String>> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                boolean twice = quoted && i + 1 < text.length() && text.charAt(i + 1) == '"';
                if (twice) {
                    field.append(c);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (!quoted && (c == ',' || c == '\n')) {
                line.add(take(field));
                if (c == '\n') {
                    lines.add(line);
                    line = new ArrayList<>();
                }
            } else if (quoted || c != '\r') {
                field.append(c);
            }
        }
        if (!line.isEmpty() || !field.isEmpty()) {
            line.add(take(field));
            lines.add(line);
        }
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("a table must have a first line that names its columns");
        }
        return new PersonTable(lines.getFirst(), lines.subList(1, lines.size()));
    }

    private static String take(StringBuilder field) {
        String s = field.toString();
        field.setLength(0);
        return s;
    }

    /// Position of a column.
    ///
    /// @throws IllegalArgumentException if there is none of that name
    public int column(String name) {
        int i = columns.indexOf(name);
        if (i < 0) {
            throw new IllegalArgumentException("the table has no column of that name");
        }
        return i;
    }
}
