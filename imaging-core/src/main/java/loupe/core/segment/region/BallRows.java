package loupe.core.segment.region;

import java.util.List;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Mask;

/// The voxels of a ball led through the patient, row by row.
final class BallRows {
    private final VoxelGrid grid;
    private final EditRegion.BallStroke stroke;
    private final Mask.Builder out;

    BallRows(VoxelGrid grid, EditRegion.BallStroke stroke) {
        this.grid = grid;
        this.stroke = stroke;
        this.out = Mask.builder(grid);
    }

    Mask mask() {
        List<PatientPoint> trail = stroke.trail();
        CellWalk cells = new CellWalk(grid, out);
        for (int i = 0; i < trail.size(); i++) {
            PatientPoint a = trail.get(Math.max(0, i - 1));
            PatientPoint b = trail.get(i);
            if (i > 0 || trail.size() == 1) {
                piece(a, b);
                cells.add(grid.toIndex(a), grid.toIndex(b));
            }
        }
        return out.build();
    }

    private void piece(PatientPoint a, PatientPoint b) {
        int[] range = reached(a, b);
        Capsule capsule = new Capsule(place(a), place(b), stroke.radiusMm());
        RowFill fill = new RowFill(grid, out);
        PatientVector c = grid.columnStep();
        double[] step = {c.xMm(), c.yMm(), c.zMm()};
        for (int s = range[2]; s <= range[3]; s++) {
            for (int row = range[0]; row <= range[1]; row++) {
                fill.add(capsule.along(place(grid.toPatient(0, row, s)), step), row, s);
            }
        }
    }

    private static double[] place(PatientPoint p) {
        return new double[] {p.xMm(), p.yMm(), p.zMm()};
    }

    private int[] reached(PatientPoint a, PatientPoint b) {
        double r = stroke.radiusMm() + 1e-6;
        IndexBounds bounds = new IndexBounds(grid);
        for (int i = 0; i < 8; i++) {
            PatientVector corner =
                    new PatientVector((i & 1) == 0 ? -r : r, (i & 2) == 0 ? -r : r, (i & 4) == 0 ? -r : r);
            bounds.add(a.plus(corner));
            bounds.add(b.plus(corner));
        }
        return bounds.rowsAndSlices();
    }
}
