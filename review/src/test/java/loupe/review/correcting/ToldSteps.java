package loupe.review.correcting;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What must stand after steps that were told in words (those of [HandOnMasks]): sets of voxels, labels, and the steps that can
/// be taken back and done again. It knows nothing of masks, journals and histories.
final class ToldSteps {
    private static final String RENAME = "rename";
    private static final String BACK = "take back ";

    private final int perSlice;
    private final Map<String, BitSet> voxels = new TreeMap<>();
    private final Map<String, String> labels = new TreeMap<>();
    private final Deque<Step> done = new ArrayDeque<>();
    private final Deque<Step> undone = new ArrayDeque<>();

    /// @param perSlice voxels of a slice
    ToldSteps(int perSlice) {
        this.perSlice = perSlice;
    }

    /// A step: what flips in each segment, or the label before and after.
    private record Step(String tool, Map<String, BitSet> flips, String before, String after) {
        /// As the list of steps names it.
        String name() {
            return tool + (tool.equals(RENAME) ? " " : " on ") + String.join(", ", flips.keySet());
        }
    }

    /// A segment as the model made it.
    void begins(String finding, BitSet its, String label) {
        voxels.put(finding, its);
        labels.put(finding, label);
    }

    /// Does a step.
    ///
    /// @return false where there is nothing to take back
    boolean take(String words) {
        String[] w = words.split(" ");
        switch (w[0]) {
            case "undo" -> undone.push(applied(done.pop(), false));
            case "redo" -> done.push(applied(undone.pop(), true));
            case "back" -> {
                Deque<Step> left = standing(w[1]);
                if (left.isEmpty()) {
                    return false;
                }
                did(new Step(BACK + left.peek().tool, Map.of(w[1], left.peek().flips.get(w[1])), "", ""));
            }
            case "call" -> did(new Step(RENAME, Map.of(w[1], new BitSet()), labels.get(w[1]), w[2]));
            default -> did(new Step(w[1], flips(w), "", ""));
        }
        return true;
    }

    private Map<String, BitSet> flips(String[] words) {
        Map<String, BitSet> out = new LinkedHashMap<>();
        for (String part : List.of(words).subList(2, words.length)) {
            String[] runs = part.split(":")[1].split(",");
            BitSet set = new BitSet();
            for (int i = 0; i < runs.length; i += 3) {
                int from = Integer.parseInt(runs[i]) * perSlice + Integer.parseInt(runs[i + 1]);
                set.set(from, from + Integer.parseInt(runs[i + 2]));
            }
            out.put(part.split(":")[0], set);
        }
        return out;
    }

    private void did(Step step) {
        undone.clear();
        done.push(applied(step, true));
    }

    private Step applied(Step step, boolean forward) {
        step.flips.forEach((finding, set) -> voxels.get(finding).xor(set));
        if (step.tool.equals(RENAME)) {
            labels.put(step.flips.keySet().iterator().next(), forward ? step.after : step.before);
        }
        return step;
    }

    /// The strokes on a segment that were not taken back alone, the last one first.
    private Deque<Step> standing(String finding) {
        Deque<Step> out = new ArrayDeque<>();
        for (Step s : done.reversed()) {
            if (s.flips.containsKey(finding) && s.tool.startsWith(BACK)) {
                out.poll();
            } else if (s.flips.containsKey(finding) && !s.tool.equals(RENAME)) {
                out.push(s);
            }
        }
        return out;
    }

    /// Voxels by finding, as slice × voxels of a slice + place in the slice.
    Map<String, BitSet> voxels() {
        return voxels;
    }

    /// Labels by finding.
    Map<String, String> labels() {
        return labels;
    }

    /// Whether anything that stands was done on a finding.
    boolean touched(String finding) {
        return done.stream().anyMatch(s -> s.flips.containsKey(finding));
    }

    /// Names of the steps that can be taken back, oldest first.
    List<String> done() {
        return done.reversed().stream().map(Step::name).toList();
    }

    /// Names of the steps that can be done again, the next one first.
    List<String> undone() {
        return undone.stream().map(Step::name).toList();
    }
}
