package loupe.review.screen;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// A straight line between views, as long as views touch it on both sides without a break; all of it moves together.
///
/// @param across whether it lies between views side by side (it stands upright), else between one and another below it
/// @param at where, in ten-thousandths of the screen's width (or height)
/// @param from where it begins along itself, in ten-thousandths of the screen
/// @param to where it ends
/// @param before places in the layout of the views to its left (or above)
/// @param after places of those to its right (or below)
public record LayoutEdge(boolean across, int at, int from, int to, List<Integer> before, List<Integer> after) {
    /// Copies the lists.
    public LayoutEdge {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    static List<LayoutEdge> of(List<Area> areas) {
        List<LayoutEdge> out = new ArrayList<>();
        for (boolean across : new boolean[] {true, false}) {
            areas.stream().mapToInt(a -> a.to(across)).filter(at -> at < Area.WHOLE).distinct().sorted()
                    .forEach(at -> along(areas, across, at, out));
        }
        return out;
    }

    private static void along(List<Area> areas, boolean across, int at, List<LayoutEdge> out) {
        List<Integer> touching = IntStream.range(0, areas.size())
                .filter(i -> areas.get(i).to(across) == at || areas.get(i).from(across) == at)
                .boxed()
                .sorted(Comparator.comparingInt(i -> areas.get(i).from(!across)))
                .toList();
        List<Integer> line = new ArrayList<>();
        int end = 0;
        for (int i : touching) {
            if (!line.isEmpty() && areas.get(i).from(!across) > end) {
                out.add(of(areas, across, at, line));
                line.clear();
            }
            end = line.isEmpty() ? areas.get(i).to(!across) : Math.max(end, areas.get(i).to(!across));
            line.add(i);
        }
        out.add(of(areas, across, at, line));
    }

    private static LayoutEdge of(List<Area> areas, boolean across, int at, List<Integer> line) {
        return new LayoutEdge(
                across, at, line.stream().mapToInt(i -> areas.get(i).from(!across)).min().orElseThrow(),
                line.stream().mapToInt(i -> areas.get(i).to(!across)).max().orElseThrow(),
                line.stream().filter(i -> areas.get(i).to(across) == at).toList(),
                line.stream().filter(i -> areas.get(i).from(across) == at).toList());
    }
}
