package loupe.deid.risk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes the values of a column coarser, level by level: numbers into ranges of 5, 10, 20 and 40, dates into months,
/// years and decades, ZIP codes into the areas of the Safe Harbor, other values by their first characters; at the highest level nothing is left.
final class Coarser {
    static final int HIGHEST = 5;
    private static final int[] WIDTHS = {1, 5, 10, 20, 40};
    private static final int[] DATE_DIGITS = {8, 6, 4, 3, 2};
    private static final int[] ZIP_DIGITS = {5, 3, 2, 1, 1};
    private static final int[] CHARACTERS = {Integer.MAX_VALUE, 3, 2, 1, 1};

    private Coarser() {}

    private enum Form {
        ZIP,
        NUMBER,
        DATE,
        TEXT
    }

    private static Form form(PersonTable table, int column) {
        boolean date = true;
        boolean number = true;
        boolean zip = Zip3.isNamed(table.columns().get(column));
        for (List<String> row : table.rows()) {
            String v = row.get(column);
            date &= v.isEmpty() || v.matches("(19|20)\\d{6}");
            zip &= v.isEmpty() || Zip3.isZip(v);
            number &= v.isEmpty() || v.matches("-?\\d{1,9}(\\.\\d+)?|\\d{3}Y");
        }
        return zip ? Form.ZIP : date ? Form.DATE : number ? Form.NUMBER : Form.TEXT;
    }

    /// The table with all columns at their levels, and one at another.
    static PersonTable column(PersonTable table, Map<String, Integer> levels, String column, int level) {
        Map<Integer, Integer> at = new HashMap<>();
        levels.forEach((name, l) -> at.put(table.column(name), l));
        at.put(table.column(column), level);
        Map<Integer, Form> forms = new HashMap<>();
        at.keySet().forEach(i -> forms.put(i, form(table, i)));
        List<List<String>> rows = new ArrayList<>(table.rows().size());
        for (List<String> row : table.rows()) {
            List<String> out = new ArrayList<>(row);
            at.forEach((i, l) -> out.set(i, value(row.get(i), forms.getOrDefault(i, Form.TEXT), l)));
            rows.add(out);
        }
        return new PersonTable(table.columns(), rows);
    }

    private static String value(String v, Form form, int level) {
        if (level >= HIGHEST || v.isEmpty()) {
            return "*";
        }
        return switch (form) {
            case ZIP -> level == 0 ? v : Zip3.of(v).substring(0, ZIP_DIGITS[level]);
            case DATE -> v.substring(0, DATE_DIGITS[level]);
            case NUMBER -> {
                double n = Double.parseDouble(v.endsWith("Y") ? v.substring(0, 3) : v);
                long low = (long) Math.floor(n / WIDTHS[level]) * WIDTHS[level];
                yield low + "-" + (low + WIDTHS[level] - 1);
            }
            case TEXT -> v.length() > CHARACTERS[level] ? v.substring(0, CHARACTERS[level]) + "*" : v;
        };
    }

    /// What a level does to a column, for a person.
    static String name(PersonTable table, String column, int level) {
        if (level >= HIGHEST) {
            return "leave the column out";
        }
        return switch (form(table, table.column(column))) {
            case ZIP -> "keep only the first " + ZIP_DIGITS[level] + " digits, 000 where few people live";
            case DATE -> "keep only the first " + DATE_DIGITS[level] + " digits of the date";
            case NUMBER -> "put the values into ranges of " + WIDTHS[level];
            case TEXT -> "keep only the first " + CHARACTERS[level] + " characters";
        };
    }
}
