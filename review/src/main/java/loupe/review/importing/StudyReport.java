package loupe.review.importing;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import loupe.core.encoding.Encoding;
import loupe.deid.DeidReport;

/// De-identification reports of one study's instances added up: how often what was done at which tag.
final class StudyReport {
    private final Map<String, Map<String, Integer>> changes = new TreeMap<>();
    private final Map<String, Integer> pixelChecks = new TreeMap<>();
    private final TreeSet<String> warnings = new TreeSet<>();
    private String profile = "";
    private int instances;
    private int boxes;
    private int blackedImages;
    private long blackPixels;

    void add(DeidReport r, java.util.List<String> oddities) {
        profile = r.profile() + " " + r.profileVersion();
        instances++;
        boxes += r.boxes().size();
        blackedImages += r.boxes().isEmpty() ? 0 : 1;
        blackPixels += r.blackPixels();
        pixelChecks.merge(r.pixels().name(), 1, Integer::sum);
        warnings.addAll(r.warnings());
        warnings.addAll(oddities);
        r.changes().forEach((path, change) -> changes.computeIfAbsent(path, k -> new TreeMap<>())
                .merge(change.deed().name(), change.count(), Integer::sum));
    }

    /// Form of the report in the journal and in exports.
    record Sum(
            String profile,
            int instances,
            Map<String, Integer> pixels,
            int textBoxesBlackedOut,
            int imagesBlacked,
            long pixelsBlacked,
            Map<String, Map<String, Integer>> changes,
            java.util.Set<String> warnings) {}

    String toJson() {
        return new String(
                Encoding.encode("deid-report", 1, new Sum(profile, instances, pixelChecks, boxes, blackedImages, blackPixels, changes, warnings)),
                StandardCharsets.UTF_8);
    }
}
