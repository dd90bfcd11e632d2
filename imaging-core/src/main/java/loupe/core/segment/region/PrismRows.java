package loupe.core.segment.region;

import java.util.stream.IntStream;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Mask;

/// The voxels of an outline carried along a normal, row by row.
final class PrismRows {
    private final VoxelGrid grid;
    private final PlaneAxes axes;
    private final double[] depths;
    private final OutlineRows outline;
    private final Mask.Builder out;

    PrismRows(VoxelGrid grid, EditRegion.Prism prism) {
        this.grid = grid;
        this.axes = new PlaneAxes(grid, prism.plane());
        this.depths = axes.depths(prism.nearMm(), prism.farMm());
        this.outline = switch (prism.outline()) {
            case FlatOutline.Polygon p -> new PolygonRows(axes, p);
            case FlatOutline.Rectangle r -> new PolygonRows(axes, r.polygon());
            case FlatOutline.Circle c -> new RoundRows(axes, new FlatOutline.Ellipse(c.centre(), c.radiusMm(), c.radiusMm(), 0));
            case FlatOutline.Ellipse e -> new RoundRows(axes, e);
        };
        this.out = Mask.builder(grid);
    }

    Mask mask() {
        int[] range = axes.rowsAndSlices(outline.box(), depths);
        if (axes.slicesCoincide()) {
            oneForAll(range);
        } else {
            IntStream.rangeClosed(range[2], range[3]).parallel().forEach(s -> slice(s, range));
        }
        return out.build();
    }

    /// Slices that lie one behind the other have one set of bits.
    private void oneForAll(int[] range) {
        int first = -1;
        for (int s = range[2]; s <= range[3]; s++) {
            if (Span.isEmpty(axes.columnsWithin(depths, 0, s))) {
                continue;
            }
            if (first < 0) {
                slice(s, range);
                first = s;
            } else {
                out.repeat(first, s);
            }
        }
    }

    private void slice(int s, int[] range) {
        RowFill fill = new RowFill(grid, out);
        for (int r = range[0]; r <= range[1]; r++) {
            int row = r;
            double[] deep = axes.columnsWithin(depths, row, s);
            if (!Span.isEmpty(deep)) {
                outline.spans(row, s, span -> fill.add(Span.both(span, deep), row, s));
            }
        }
    }
}
