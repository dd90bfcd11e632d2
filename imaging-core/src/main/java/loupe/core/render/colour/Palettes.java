package loupe.core.render.colour;

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

/// The tables of colour maps that have one, read once from where they stand beside this class.
final class Palettes {
    private static final Map<ColourMap, List<Integer>> TABLES = read();

    private Palettes() {}

    static int argb(ColourMap map, int level) {
        List<Integer> table = TABLES.get(map);
        if (table == null) {
            throw new IllegalArgumentException(map + " has no table");
        }
        return table.get(level);
    }

    private static Map<ColourMap, List<Integer>> read() {
        Map<ColourMap, List<Integer>> all = new EnumMap<>(ColourMap.class);
        try (InputStream in = Palettes.class.getResourceAsStream("palettes.txt")) {
            if (in == null) {
                throw new IllegalStateException("palettes.txt is not there");
            }
            List<Integer> table = new ArrayList<>();
            for (String line : new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII)).lines().toList()) {
                if (line.startsWith("#")) {
                    continue;
                }
                if (Character.isUpperCase(line.charAt(0))) {
                    table = new ArrayList<>();
                    all.put(ColourMap.valueOf(line.split(" ", 2)[0]), table);
                } else {
                    row(line, table);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        all.replaceAll((map, table) -> whole(map, table));
        return Map.copyOf(all);
    }

    private static void row(String line, List<Integer> into) {
        for (String hex : line.split(" ", -1)) {
            into.add(0xff000000 | Integer.parseInt(hex, 16));
        }
    }

    private static List<Integer> whole(ColourMap map, List<Integer> table) {
        if (table.size() != ColourMap.LEVELS) {
            throw new IllegalStateException(map + " has " + table.size() + " colours");
        }
        return List.copyOf(table);
    }
}
