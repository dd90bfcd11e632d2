package loupe.core.segment.region;

import java.util.List;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Mask;

/// The voxels of a disc led over a plane, row by row.
final class DiscRows {
    private final VoxelGrid grid;
    private final EditRegion.DiscStroke stroke;
    private final PlaneAxes axes;
    private final double[] depths;
    private final Mask.Builder out;

    DiscRows(VoxelGrid grid, EditRegion.DiscStroke stroke) {
        this.grid = grid;
        this.stroke = stroke;
        this.axes = new PlaneAxes(grid, stroke.plane());
        this.depths = axes.depths(-stroke.thicknessMm() / 2, stroke.thicknessMm() / 2);
        this.out = Mask.builder(grid);
    }

    Mask mask() {
        List<PatientPoint> trail = stroke.trail();
        CellWalk cells = new CellWalk(grid, out);
        for (int i = 0; i < trail.size(); i++) {
            double[] a = flat(trail.get(Math.max(0, i - 1)));
            double[] b = flat(trail.get(i));
            if (i > 0 || trail.size() == 1) {
                piece(a, b);
                cells.add(index(a), index(b));
            }
        }
        return out.build();
    }

    private double[] flat(PatientPoint p) {
        return new double[] {stroke.plane().rightMm(p), stroke.plane().downMm(p), 0};
    }

    private double[] index(double[] flat) {
        return grid.toIndex(stroke.plane().at(flat[0], flat[1]));
    }

    private void piece(double[] a, double[] b) {
        double r = stroke.radiusMm() + 1e-6;
        double[] box = {
            Math.min(a[0], b[0]) - r, Math.min(a[1], b[1]) - r, Math.max(a[0], b[0]) + r, Math.max(a[1], b[1]) + r
        };
        int[] range = axes.rowsAndSlices(box, depths);
        Capsule capsule = new Capsule(a, b, stroke.radiusMm());
        RowFill fill = new RowFill(grid, out);
        double[] step = {axes.right[1], axes.down[1], 0};
        for (int s = range[2]; s <= range[3]; s++) {
            for (int row = range[0]; row <= range[1]; row++) {
                double[] from = {PlaneAxes.at(axes.right, row, s), PlaneAxes.at(axes.down, row, s), 0};
                fill.add(Span.both(capsule.along(from, step), axes.columnsWithin(depths, row, s)), row, s);
            }
        }
    }
}
