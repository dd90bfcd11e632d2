package loupe.review.deidentifying;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import loupe.deid.Deed;
import loupe.deid.DeidReport;
import loupe.deid.face.Faces;

/// What a run from files to files did. Holds no value and no path of a source.
///
/// @param profile name and version
/// @param files files looked at
/// @param written instances written
/// @param directories DICOMDIRs met; one is made anew from what was written
/// @param refused sources that left no output
/// @param pixels how often what was done about text in pixels
/// @param textBoxesBlackedOut rectangles
/// @param facePixels pixels made air since they showed a face
/// @param changes tag path to deed to count
/// @param warnings what a person should know
public record DeidentifiedFiles(
        String profile,
        int files,
        int written,
        int directories,
        List<Refusal> refused,
        Map<String, Integer> pixels,
        int textBoxesBlackedOut,
        long facePixels,
        Map<String, Map<String, Integer>> changes,
        Set<String> warnings) {
    /// Copies the collections.
    public DeidentifiedFiles {
        refused = List.copyOf(refused);
    }

    /// A source that left no output.
    ///
    /// @param number its place among the files looked at, from 1
    /// @param sentence what is wrong and what to do
    public record Refusal(int number, String sentence) {}

    /// Adds up while files come in.
    static final class Sum {
        private final Map<String, int[]> changes = new HashMap<>();
        private final Map<String, Integer> pixels = new TreeMap<>();
        private final TreeSet<String> warnings = new TreeSet<>();
        private final List<Refusal> refused = new java.util.ArrayList<>();
        private int written;
        private int boxes;
        private long facePixels;
        private int directories;

        void add(DeidReport r) {
            written++;
            boxes += r.boxes().size();
            facePixels += r.facePixels();
            pixels.merge(r.pixels().name(), 1, Integer::sum);
            warnings.addAll(r.warnings());
            r.changes().forEach((path, change) ->
                    changes.computeIfAbsent(path, k -> new int[Deed.values().length])[change.deed().ordinal()] +=
                            change.count());
        }

        void faces(Faces faces) {
            if (faces.without() > 0) {
                warnings.add("In " + faces.without() + " CT or MR series no profile of a face was found; nothing was taken"
                        + " out of them. Look at a rendering before they leave.");
            }
        }

        void warn(List<String> oddities) {
            warnings.addAll(oddities);
        }

        void refuse(Refusal r) {
            refused.add(r);
        }

        void directory() {
            directories++;
        }

        int directories() {
            return directories;
        }

        DeidentifiedFiles done(String profile, int files) {
            return new DeidentifiedFiles(
                    profile, files, written, directories, refused, pixels, boxes, facePixels, byName(), warnings);
        }

        private Map<String, Map<String, Integer>> byName() {
            Map<String, Map<String, Integer>> named = new TreeMap<>();
            changes.forEach((path, counts) -> {
                Map<String, Integer> deeds = named.computeIfAbsent(path, k -> new TreeMap<>());
                for (Deed d : Deed.values()) {
                    if (counts[d.ordinal()] > 0) {
                        deeds.put(d.name(), counts[d.ordinal()]);
                    }
                }
            });
            return named;
        }
    }
}
