package loupe.core.bench.reader;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import loupe.core.segment.Mask;

/// `SimulatedReader SHARED SEED [SET …]`: corrects worsened masks with one tool after another and prints, for each set and tool,
/// how many gestures and modelled seconds it took to a Dice of 0.9 and of 0.95.
///
/// The reader knows the truth and picks, of what its tool could do next, what gains most; its hand is off by 0.7 mm. It is a
/// model of a reader, not one: it never tires, doubts or errs about what is right, and its times are those of [HandTime].
public final class SimulatedReader {
    private static final int[] EVERY = {8, 6, 5, 4, 3, 2};

    private final long seed;

    private SimulatedReader(long seed) {
        this.seed = seed;
    }

    /// @param a folder of public inputs, seed, and the sets wanted (none for all)
    public static void main(String[] a) throws IOException {
        Map<String, ReadCases.Source> sets = ReadCases.all(Path.of(a[0]));
        List<String> wanted = List.of(a).subList(2, a.length);
        if (sets.size() == 2) {
            System.out.println("real masks: not read, the folder of public inputs is absent");
        }
        for (Map.Entry<String, ReadCases.Source> set : sets.entrySet()) {
            if (wanted.isEmpty() || wanted.contains(set.getKey())) {
                new SimulatedReader(Long.parseLong(a[1])).read(set.getValue().read());
            }
        }
    }

    private void read(ReadCase of) {
        List<Mask> masks = new ArrayList<>();
        StringBuilder head = new StringBuilder("| " + of.name());
        for (Worsened w : Worsened.values()) {
            masks.add(w.of(of.truth(), seed));
            String name = w.toString().toLowerCase(Locale.ROOT);
            head.append(String.format(Locale.ROOT, " | %s (%.2f)", name, masks.getLast().dice(of.truth())));
        }
        System.out.println(head + " |");
        System.out.println("|---".repeat(masks.size() + 1) + "|");
        for (ReaderTool tool : ReaderTool.values()) {
            StringBuilder row = new StringBuilder("| " + tool.words());
            for (Mask mask : masks) {
                row.append(" | ").append(new Reading(of, mask, seed).with(tool).words());
            }
            System.out.println(row + " |");
        }
        System.out.println("| outlines on some slices, filled between" + (" | " + drawnAnew(of)).repeat(masks.size()) + " |");
        System.out.println();
    }

    /// The mask is cleared and drawn anew: outlines on every so many slices, the fewest that do, and the gaps filled by shape.
    private String drawnAnew(ReadCase of) {
        String good = "";
        Reading last = null;
        for (int every : EVERY) {
            last = drawn(of, every);
            good = good.isEmpty() && last.isGood() ? last.words() : good;
            if (last.isBetter()) {
                break;
            }
        }
        String end = last == null ? "" : last.words();
        return good.isEmpty() || good.equals(end) ? end : good.split(",")[0] + ", " + end.split(", ")[end.split(", ").length - 1];
    }

    private Reading drawn(ReadCase of, int every) {
        Reading reading = new Reading(of, Mask.empty(of.truth().grid()), seed);
        reading.make(new Offer(Mask.empty(of.truth().grid()), HandTime.PRESS, -1, "clear"));
        int first = of.truth().box().orElseThrow().first().slice();
        int end = of.truth().box().orElseThrow().last().slice();
        for (int s = first; s <= end; s = s < end ? Math.min(end, s + every) : s + 1) {
            Optional<Offer> outline = new Outlines(reading.sight(), false).drawn(s);
            outline.ifPresent(reading::make);
        }
        reading.make(new Shapes(reading.sight()).between().getFirst());
        return reading;
    }
}
