package loupe.review.exporting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import loupe.core.segment.Mask;
import loupe.core.segment.Segmentation;
import loupe.core.study.SliceRef;
import loupe.core.study.Stack;

/// What seg.mjs found in a segmentation, each way a map from segment and image to the number of voxels and the sum of their
/// in-slice indices.
record OhifReading(Map<String, JsonNode> ways) {
    /// Voxels of a segment on an image.
    ///
    /// @param voxels how many
    /// @param sum of their in-slice indices
    record Voxels(long voxels, long sum) {}

    /// Reads a segmentation over the images of a folder.
    static OhifReading of(OhifScripts script, Path seg, Path images) throws IOException {
        List<Path> files = new ArrayList<>(List.of(seg));
        try (Stream<Path> all = Files.list(images)) {
            files.addAll(all.filter(f -> f.getFileName().toString().startsWith("image-")).sorted().toList());
        }
        Map<String, JsonNode> out = new HashMap<>();
        for (String line : script.run(files).lines().filter(l -> l.startsWith("{")).toList()) {
            JsonNode one = new JsonMapper().readTree(line);
            out.put(one.get("way").asText(), one);
        }
        return new OhifReading(out);
    }

    private JsonNode way(String name) {
        return Objects.requireNonNull(ways.get(name), () -> "the script did not come to " + name);
    }

    /// Why a way refused the file; empty where it read it.
    Optional<String> refused(String name) {
        return Optional.ofNullable(way(name).get("refused")).map(JsonNode::asText);
    }

    /// What a way found, by `segment image/frame`; nothing where it refused.
    Map<String, Voxels> found(String name) {
        Map<String, Voxels> out = new TreeMap<>();
        if (refused(name).isEmpty()) {
            way(name).get("found").properties().forEach(segment -> segment.getValue().properties().forEach(image -> out.put(
                    segment.getKey() + " " + image.getKey(),
                    new Voxels(image.getValue().get(0).asLong(), image.getValue().get(1).asLong()))));
        }
        return out;
    }

    /// Numbers and labels of the segments.
    List<String> names() {
        return StreamSupport.stream(way("names").get("found").spliterator(), false).map(JsonNode::asText).toList();
    }

    /// The same of masks.
    static Map<String, Voxels> of(Segmentation masks, Stack stack) {
        Map<String, Voxels> out = new TreeMap<>();
        masks.segments().forEach(segment -> {
            Mask mask = segment.mask();
            for (int s = 0; s < masks.grid().slices(); s++) {
                SliceRef image = stack.slices().get(s);
                long[] sum = new long[1];
                mask.forEachRun(s, (start, length) -> sum[0] += (long) length * start + (long) length * (length - 1) / 2);
                if (!mask.isEmpty(s)) {
                    out.put(segment.number() + " " + image.sopInstanceUid() + "/" + (image.frame() + 1),
                            new Voxels(mask.count(s), sum[0]));
                }
            }
        });
        return out;
    }
}
