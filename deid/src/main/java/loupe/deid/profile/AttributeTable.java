package loupe.deid.profile;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Rows of the tables of PS3.15 Annex E, read from the class path.
final class AttributeTable {

    /// One row of E.1-1 or E.3.4-1.
    ///
    /// @param key tag in hexadecimal with `x` for any digit, `odd`, or scheme and code of a concept
    /// @param kind VR, or value type of a concept
    /// @param basic action of the Basic Profile as printed
    /// @param options letter of each option column that is not blank
    record Row(String key, String kind, String basic, Map<ProfileOption, String> options) {
        Row {
            options = Map.copyOf(options);
        }
    }

    private AttributeTable() {}

    /// All 656 rows of E.1-1.
    static List<Row> attributes() {
        return lines("attributes.tsv").stream()
                .map(f -> new Row(f[0], f[2], f[3], options(f)))
                .toList();
    }

    /// All 214 rows of E.3.4-1.
    static List<Row> concepts() {
        return lines("concepts.tsv").stream()
                .map(f -> new Row(f[0] + " " + f[1], f[2], f[3], options(f)))
                .toList();
    }

    private static Map<ProfileOption, String> options(String[] f) {
        Map<ProfileOption, String> options = new EnumMap<>(ProfileOption.class);
        for (ProfileOption o : ProfileOption.values()) {
            if (!f[4 + o.ordinal()].isEmpty()) {
                options.put(o, f[4 + o.ordinal()]);
            }
        }
        return options;
    }

    /// Tab-separated fields of a resource's lines, comments left out.
    static List<String[]> lines(String resource) {
        try (InputStream in = AttributeTable.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing from the class path");
            }
            List<String[]> out = new ArrayList<>();
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.startsWith("#") && !line.isBlank()) {
                    out.add(line.split("\t", -1));
                }
            }
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
