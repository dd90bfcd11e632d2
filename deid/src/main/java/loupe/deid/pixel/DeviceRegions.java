package loupe.deid.pixel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Dictionary;
import loupe.core.dicom.Vr;

/// Where devices are known to write into their pictures (recipes of pydicom/deid). Immutable.
final class DeviceRegions {

    /// One device's habit.
    ///
    /// @param boxes where it writes, in columns and rows
    /// @param all every one must hold for the recipe to be meant
    private record Recipe(List<TextBox> boxes, List<List<Condition>> all) {
        boolean isMeant(DataSet data) {
            return all.stream().allMatch(one -> one.stream().anyMatch(c -> c.holds(data)));
        }
    }

    /// What an attribute must say.
    ///
    /// @param tag the attribute
    /// @param whole whether a value must equal one of the words, else contain it
    /// @param words in upper case
    private record Condition(int tag, boolean whole, List<String> words) {
        boolean holds(DataSet data) {
            if (Dictionary.vrOf(tag) == Vr.SQ) {
                return false;
            }
            String said = String.join("\\", data.strings(tag)).toUpperCase(Locale.ROOT);
            return !said.isEmpty() && words.stream().anyMatch(w -> whole ? said.equals(w) : said.contains(w));
        }
    }

    private final List<Recipe> recipes;

    private DeviceRegions(List<Recipe> recipes) {
        this.recipes = recipes;
    }

    /// The recipes that come with the program.
    static DeviceRegions builtIn() {
        List<Recipe> recipes = new ArrayList<>();
        try (InputStream in = DeviceRegions.class.getResourceAsStream("pixel-regions.tsv")) {
            if (in == null) {
                throw new IllegalStateException("pixel-regions.tsv is missing from the class path");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    recipes.add(recipe(line.split("\t")));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new DeviceRegions(List.copyOf(recipes));
    }

    private static Recipe recipe(String[] fields) {
        List<TextBox> boxes =
                Arrays.stream(fields[1].split(";")).map(DeviceRegions::box).toList();
        List<List<Condition>> all = new ArrayList<>();
        for (int i = 2; i < fields.length; i++) {
            all.add(Arrays.stream(fields[i].split(" \\|\\| ")).map(DeviceRegions::condition).toList());
        }
        return new Recipe(boxes, all);
    }

    private static TextBox box(String numbers) {
        int[] n = Arrays.stream(numbers.split(",")).mapToInt(Integer::parseInt).toArray();
        return new TextBox(n[0], n[1], n[2], n[3]);
    }

    private static Condition condition(String text) {
        String[] part = text.split(" ", 3);
        int tag = Dictionary.entry(part[1]).map(Dictionary.Entry::tag).orElse(0);
        return new Condition(
                tag, part[0].equals("equals"), List.of(part[2].toUpperCase(Locale.ROOT).split("\\|")));
    }

    /// Where the device that made an image of this size writes; empty where no recipe is meant.
    List<TextBox> of(DataSet data, int columns, int rows) {
        return recipes.stream()
                .filter(r -> r.isMeant(data))
                .flatMap(r -> r.boxes.stream())
                .filter(b -> b.column() < columns && b.row() < rows)
                .map(b -> b.within(columns, rows, 0))
                .distinct()
                .toList();
    }
}
