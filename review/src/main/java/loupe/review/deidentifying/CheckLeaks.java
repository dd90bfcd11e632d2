package loupe.review.deidentifying;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import loupe.core.work.JobContext;
import loupe.deid.check.LeakCheck;
import loupe.deid.check.LeakKind;
import loupe.deid.check.LeakReport;
import loupe.review.ReviewException;

/// Searches a folder of de-identified files for what their sources said, by the list `loupe deidentify --map` wrote.
public final class CheckLeaks {
    private CheckLeaks() {}

    /// Runs.
    ///
    /// @param folder where the outputs are
    /// @param map one line {"source","output"} a file; outputs are below the folder, or null
    /// @param allowed kinds that were retained on purpose
    /// @throws ReviewException if the list is damaged, names no output, or the folder holds files it does not know
    /// @throws IOException if something cannot be read
    public static LeakReport run(Path folder, Path map, Set<LeakKind> allowed, JobContext context) throws IOException {
        List<LeakCheck.Pair> pairs = pairs(folder, map);
        Set<Path> known = new HashSet<>();
        pairs.forEach(p -> known.add(p.output()));
        List<LeakCheck.Pair> others = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path p : all.filter(Files::isRegularFile).sorted().toList()) {
                if (!known.contains(p.toAbsolutePath().normalize())) {
                    others.add(new LeakCheck.Pair(p, p, folder.relativize(p).toString()));
                }
            }
        }
        return new LeakCheck(allowed).run(pairs, others, context);
    }

    private static List<LeakCheck.Pair> pairs(Path folder, Path map) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<LeakCheck.Pair> pairs = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(map)) {
            number++;
            try {
                JsonNode node = json.readTree(line);
                if (node.path("output").isTextual()) {
                    String name = node.path("output").textValue();
                    Path output = folder.resolve(name).toAbsolutePath().normalize();
                    pairs.add(new LeakCheck.Pair(Path.of(node.path("source").asText()), output, name));
                }
            } catch (JsonProcessingException e) {
                throw new ReviewException("line " + number + " of the map is no JSON", e);
            }
        }
        if (pairs.isEmpty()) {
            throw new ReviewException("the map names no output; give the one `loupe deidentify --map` wrote");
        }
        return pairs;
    }
}
