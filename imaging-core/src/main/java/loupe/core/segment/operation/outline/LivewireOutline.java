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

    private final Start start;
    private final int clicks;
    private final List<PlanePoint> points;
    private final Livewire ways;

    /// The first click.
    private record Start(EdgeCosts costs, int column, int row) {}

    private LivewireOutline(Start start, int clicks, List<PlanePoint> points, Livewire ways) {
        this.start = start;
        this.clicks = clicks;
        this.points = List.copyOf(points);
        this.ways = ways;
    }

    /// Begins near a pixel: on the best within two.
    ///
    /// @throws loupe.core.work.CancelledException if stopped
    public static LivewireOutline begun(EdgeCosts costs, int column, int row, JobContext job) {
        int[] at = Livewire.snapped(costs, column, row);
        List<PlanePoint> points = List.of(costs.picture().place(at[0], at[1]));
        return new LivewireOutline(new Start(costs, at[0], at[1]), 1, points, Livewire.from(costs, at[0], at[1], job));
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
        int[] at = Livewire.snapped(start.costs, column, row);
        Livewire next = Livewire.from(start.costs, at[0], at[1], job);
        return new LivewireOutline(start, clicks + 1, preview(at[0], at[1]), next);
    }

    /// Whether a click at a pixel closes the outline: within ten of the first, after two clicks or more.
    public boolean closesAt(int column, int row) {
        return clicks > 2 && Math.hypot(column - start.column, row - start.row) <= CLOSE_PIXELS;
    }

    /// The closed outline; the way back to the first click follows the picture as every other does. Empty before there are three places.
    public Optional<FlatOutline.Polygon> closed() {
        List<PlanePoint> round = preview(start.column, start.row);
        List<PlanePoint> open = round.size() > 1 ? round.subList(0, round.size() - 1) : round;
        return open.size() < 3 ? Optional.empty() : Optional.of(new FlatOutline.Polygon(open));
    }

    private List<PlanePoint> with(List<PlanePoint> way) {
        List<PlanePoint> out = new ArrayList<>(points);
        out.addAll(way.subList(1, way.size()));
        return out;
    }
}
