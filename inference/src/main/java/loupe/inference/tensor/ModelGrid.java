package loupe.inference.tensor;

import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.inference.card.InputSpec;

/// The grid a model wants to see a volume on: along the patient's axes, in the model's spacing.
///
/// Its first voxel lies on the corner of the box around the volume's voxel centres, so a volume that already has the
/// model's axes and spacing is only reordered, never interpolated. A fixed size is padded or cropped evenly by whole
/// voxels.
public final class ModelGrid {
    private ModelGrid() {}

    /// The grid; its slices, rows and columns are the model's first, second and third axis.
    public static VoxelGrid of(VoxelGrid source, InputSpec input) {
        PatientVector[] axes = new PatientVector[3];
        double[] low = new double[3];
        int[] count = new int[3];
        for (int a = 0; a < 3; a++) {
            axes[a] = direction(input.axes().charAt(a));
            double[] extent = extent(source, axes[a]);
            double mm = input.spacingMm().get(a);
            int fit = (int) Math.floor((extent[1] - extent[0]) / mm + 1e-4) + 1;
            count[a] = input.size().isEmpty() ? padded(fit, a, input.multipleOf()) : input.size().get(a);
            int before = input.size().isEmpty() ? 0 : Math.floorDiv(count[a] - fit, 2);
            low[a] = extent[0] - before * mm;
        }
        PatientPoint origin = new PatientPoint(0, 0, 0)
                .plus(axes[0].times(low[0]))
                .plus(axes[1].times(low[1]))
                .plus(axes[2].times(low[2]));
        return new VoxelGrid(count[2], count[1], count[0], origin, axes[2].times(input.spacingMm().get(2)),
                axes[1].times(input.spacingMm().get(1)), axes[0].times(input.spacingMm().get(0)),
                source.frameOfReferenceUid());
    }

    private static int padded(int count, int axis, int multiple) {
        return axis == 0 ? count : (count + multiple - 1) / multiple * multiple;
    }

    private static PatientVector direction(char letter) {
        return switch (letter) {
            case 'L' -> new PatientVector(1, 0, 0);
            case 'R' -> new PatientVector(-1, 0, 0);
            case 'P' -> new PatientVector(0, 1, 0);
            case 'A' -> new PatientVector(0, -1, 0);
            case 'S' -> new PatientVector(0, 0, 1);
            case 'I' -> new PatientVector(0, 0, -1);
            default -> throw new IllegalArgumentException("an axis is one of L R A P S I, was " + letter);
        };
    }

    /// Least and greatest position of the eight corner voxels along a direction.
    private static double[] extent(VoxelGrid g, PatientVector along) {
        double least = Double.MAX_VALUE;
        double most = -Double.MAX_VALUE;
        for (int corner = 0; corner < 8; corner++) {
            PatientPoint p = g.toPatient(
                    (corner & 1) * (g.columns() - 1), (corner >> 1 & 1) * (g.rows() - 1), (corner >> 2) * (g.slices() - 1));
            double at = new PatientVector(p.xMm(), p.yMm(), p.zMm()).dot(along);
            least = Math.min(least, at);
            most = Math.max(most, at);
        }
        return new double[] {least, most};
    }
}
