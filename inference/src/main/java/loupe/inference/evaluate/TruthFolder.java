package loupe.inference.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds the cases of a folder: those its `truth.json` names, else every image with a truth beside it: `NAME.nii.gz` with
/// `NAME-msk.nii.gz`, `NAME.jpg` with `NAME-mask.png`, a folder `NAME` of DICOM files with `NAME-mask.nii.gz`.
public final class TruthFolder {
    private static final Pattern TRUTH = Pattern.compile("(.+)[-_](?:msk|mask|seg|truth)\\.(nii\\.gz|nii|png)");
    private static final List<String> IMAGES = List.of(".nii.gz", ".nii", ".png", ".jpg", ".jpeg", "");

    private TruthFolder() {}

    /// The cases, by name.
    ///
    /// @throws IOException if the folder holds none or its list is wrong
    public static List<TruthCase> cases(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("the folder with the truth is not there");
        }
        Path list = folder.resolve("truth.json");
        List<TruthCase> all = Files.exists(list) ? listed(folder, list) : paired(folder);
        if (all.isEmpty()) {
            throw new IOException("the folder holds no image with a truth beside it (NAME.nii.gz with NAME-mask.nii.gz) "
                    + "and no truth.json");
        }
        return all;
    }

    private static List<TruthCase> paired(Path folder) throws IOException {
        List<TruthCase> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                Matcher m = TRUTH.matcher(String.valueOf(file.getFileName()));
                if (m.matches()) {
                    String name = m.group(1);
                    image(folder, name).ifPresent(image -> all.add(
                            new TruthCase(name, image, file, Map.of(), TruthCase.Kind.AS_THE_MODEL, Map.of())));
                }
            }
        }
        return all;
    }

    private static Optional<Path> image(Path folder, String name) {
        return IMAGES.stream().map(end -> folder.resolve(name + end)).filter(Files::exists).findFirst();
    }

    private static List<TruthCase> listed(Path folder, Path list) throws IOException {
        JsonNode root;
        try {
            root = JsonMapper.builder().build().readTree(Files.readString(list));
        } catch (JsonProcessingException e) {
            throw new IOException("truth.json is not JSON (line " + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()) + ")", e);
        }
        List<TruthCase> all = new ArrayList<>();
        for (JsonNode c : root.path("cases")) {
            String at = "/cases/" + all.size();
            Path image = file(folder, c, "image", at);
            Map<String, List<Integer>> classes = new HashMap<>();
            c.path("classes").properties().forEach(e -> classes.put(e.getKey(), numbers(e.getValue())));
            Map<String, String> groups = new HashMap<>();
            c.path("groups").properties().forEach(e -> groups.put(e.getKey(), e.getValue().asText()));
            all.add(new TruthCase(c.path("name").asText(String.valueOf(image.getFileName())), image, file(folder, c, "truth", at),
                    classes, new TruthCase.Kind(c.path("modality").asText(""), c.path("bodyPart").asText("")), groups));
        }
        return all;
    }

    private static List<Integer> numbers(JsonNode list) {
        List<Integer> all = new ArrayList<>();
        list.forEach(n -> all.add(n.asInt()));
        return all;
    }

    private static Path file(Path folder, JsonNode c, String entry, String at) throws IOException {
        String name = c.path(entry).asText("");
        if (name.isEmpty() || !Files.exists(folder.resolve(name))) {
            throw new IOException("truth.json " + at + "/" + entry + " must name a file of the folder");
        }
        return folder.resolve(name);
    }
}
