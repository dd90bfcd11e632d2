package loupe.core.segment.operation.outline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.segment.region.FlatOutline;
import loupe.core.segment.region.PlanePoint;
import loupe.core.work.JobContext;

/// An outline being drawn by livewire: clicks, the ways between them, and the ways from the last. Immutable; places are in the picture's
/// millimetres.
public final class LivewireOutline {
    private static final double CLOSE_PIXELS = 10;

    private final EdgeCosts costs;
    private final int firstColumn;
    private final int firstRow;
    private final int clicks;
    private final List<PlanePoint> points;
    private final Livewire ways;

    private LivewireOutline(LivewireOutline before, List<PlanePoint> points, Livewire ways) {
        this(before.costs, new int[] {before.firstColumn, before.firstRow}, before.clicks + 1, points, ways);
    }

    private LivewireOutline(EdgeCosts costs, int[] first, int clicks, List<PlanePoint> points, Livewire ways) {
        this.costs = costs;
        this.firstColumn = first[0];
        this.firstRow = first[1];
        this.clicks = clicks;
        this.points = List.copyOf(points);
        this.ways = ways;
    }

    /// Begins near a pixel: on the best within two.
    ///
    /// @throws loupe.core.work.CancelledException if stopped
    public static LivewireOutline begun(EdgeCosts costs, int column, int row, JobContext job) {
        int[] at = Livewire.snapped(costs, column, row);
        return new LivewireOutline(
                costs,
                at,
                1,
                List.of(costs.picture().place(at[0], at[1])),
                Livewire.from(costs, at[0], at[1], job));
    }

    /// What was clicked together so far.
    public List<PlanePoint> points() {
        return points;
    }

    /// The line as it would be with the pointer at a pixel; without it, as it stands, where that lies outside the picture.
    public List<PlanePoint> preview(int column, int row) {
        return ways.to(column, row).map(this::with).orElse(points);
    }

    /// The line after a click near a pixel: on the best within two, or on the picture's nearest.
    ///
    /// @throws loupe.core.work.CancelledException if stopped
    public LivewireOutline clicked(int column, int row, JobContext job) {
        int[] at = Livewire.snapped(costs, column, row);
        return new LivewireOutline(this, preview(at[0], at[1]), Livewire.from(costs, at[0], at[1], job));
    }

    /// Whether a click at a pixel closes the outline: within ten of the first, after two clicks or more.
    public boolean closesAt(int column, int row) {
        return clicks > 2 && Math.hypot(column - firstColumn, row - firstRow) <= CLOSE_PIXELS;
    }

    /// The closed outline; the way back to the first click follows the picture as every other does. Empty before there are three places.
    public Optional<FlatOutline.Polygon> closed() {
        List<PlanePoint> round = preview(firstColumn, firstRow);
        List<PlanePoint> open = round.size() > 1 ? round.subList(0, round.size() - 1) : round;
        return open.size() < 3 ? Optional.empty() : Optional.of(new FlatOutline.Polygon(open));
    }

    private List<PlanePoint> with(List<PlanePoint> way) {
        List<PlanePoint> out = new ArrayList<>(points);
        out.addAll(way.subList(1, way.size()));
        return out;
    }
}
