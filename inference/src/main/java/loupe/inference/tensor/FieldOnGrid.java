package loupe.inference.tensor;

import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.operation.VoxelField;

/// Numbers of a field at the centres of another grid's voxels.
record FieldOnGrid(Field field, VoxelGrid grid) implements VoxelField {
    @Override
    public void slice(int slice, float[] into) {
        double[] step = field.grid().toIndexStep(grid.columnStep());
        for (int row = 0; row < grid.rows(); row++) {
            double[] at = field.grid().toIndex(grid.toPatient(0, row, slice));
            for (int c = 0; c < grid.columns(); c++) {
                into[row * grid.columns() + c] =
                        (float) field.linear(at[0] + c * step[0], at[1] + c * step[1], at[2] + c * step[2]);
            }
        }
    }
}
