package loupe.core.plane;

import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Sampler;
import loupe.core.image.Sampler.Interpolation;
import loupe.core.image.Volume;
import loupe.core.work.JobContext;

/// Cuts planes and slabs of any orientation out of a volume.
///
/// The value of a pixel is that at its middle; through a slab samples lie along the normal, no further apart than the smallest
/// distance between two layers of voxels, one on each face. A layer of samples that falls on voxel centres along the volume's
/// axes (within 1e-3 of a voxel over the whole raster) takes the voxels' values as [Volume#value] gives them, to the last bit.
/// Voxels that are not numbers count as outside of the volume. A preview through several layers takes the nearest voxels, and
/// layers as many times further apart as its pixels are.
///
/// Grids that lean (gantry tilt) or turn are read where their voxels lie. Slices of unequal distances are read as the volume
/// holds them, at their mean distance: who opens the stack says so (`Stack.Warning`). Refused: a plane of another frame of
/// reference. Safe for any thread while the volume is open; afterwards IllegalStateException.
public final class PlaneSampler {
    private final Volume volume;
    private final VoxelGrid grid;
    private final double gapMm;

    /// Reads a volume.
    public PlaneSampler(Volume volume) {
        this.volume = volume;
        this.grid = volume.grid();
        this.gapMm = smallestGapMm(grid);
    }

    /// Smallest distance between neighbouring layers of voxels, measured square to them; below the steps where the grid leans.
    static double smallestGapMm(VoxelGrid g) {
        double columns = g.voxelMm3() / g.rowStep().cross(g.sliceStep()).lengthMm();
        double rows = g.voxelMm3() / g.columnStep().cross(g.sliceStep()).lengthMm();
        double slices = g.voxelMm3() / g.columnStep().cross(g.rowStep()).lengthMm();
        return Math.min(columns, Math.min(rows, slices));
    }

    /// How far apart samples through a slab lie at most, in millimetres.
    public double gapMm() {
        return gapMm;
    }

    /// Fills pixels row by row, rows shared over the common pool while the caller waits.
    ///
    /// @param into at least as long as the raster has pixels; values in the volume's unit
    /// @param job asked before every row whether to stop
    /// @throws loupe.core.work.CancelledException if so; some rows are filled then
    /// @throws IllegalArgumentException if plane and volume name different frames of reference
    public void sample(PlaneRequest request, float[] into, JobContext job) {
        int step = request.reading().step();
        PlaneRows rows = rows(request, into);
        CoarseRows.every(request.raster(), step, job, rows::fill);
    }

    /// The same, on the calling thread and for the rows from `first` to before `end` alone, for a caller who shares them out.
    ///
    /// @param first first row, a multiple of the step
    public void sample(PlaneRequest request, int first, int end, float[] into) {
        if (first < 0 || first % request.reading().step() != 0 || end > request.raster().rows()) {
            throw new IndexOutOfBoundsException("rows " + first + " to " + end + " of " + request.raster().rows());
        }
        PlaneRows rows = rows(request, into);
        for (int row = first; row < end; row += request.reading().step()) {
            rows.fill(row);
        }
    }

    private PlaneRows rows(PlaneRequest request, float[] into) {
        Plane plane = request.slab().plane();
        String uid = grid.frameOfReferenceUid();
        if (!uid.isEmpty() && !plane.frameOfReferenceUid().isEmpty() && !uid.equals(plane.frameOfReferenceUid())) {
            throw new IllegalArgumentException("the plane lies in another frame of reference than the volume");
        }
        if (into.length < request.raster().pixels()) {
            throw new IllegalArgumentException(
                    "the raster has " + request.raster().pixels() + " pixels, there is room for " + into.length);
        }
        SampleLayer[] layers = layers(request);
        boolean rough = request.reading().step() > 1 && layers.length > 1;
        Interpolation how = rough ? Interpolation.NEAREST : request.reading().interpolation();
        return new PlaneRows(new Sampler(volume, how), request, layers, into);
    }

    /// The layers of samples, without those that lie before or behind the whole volume.
    private SampleLayer[] layers(PlaneRequest request) {
        Slab slab = request.slab();
        double near = Double.POSITIVE_INFINITY;
        double far = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < 8; i++) {
            double depth = slab.plane()
                    .depthMm(grid.toPatient(
                            (i & 1) == 0 ? -0.5 : grid.columns() - 0.5,
                            (i & 2) == 0 ? -0.5 : grid.rows() - 0.5,
                            (i & 4) == 0 ? -0.5 : grid.slices() - 0.5));
            near = Math.min(near, depth);
            far = Math.max(far, depth);
        }
        long n = slab.samples(gapMm * request.reading().step());
        long first = (long) Math.max(0, Math.ceil(slab.sampleAt(near - 1e-3 * gapMm, n)));
        long last = (long) Math.min(n - 1, Math.floor(slab.sampleAt(far + 1e-3 * gapMm, n)));
        SampleLayer[] layers = new SampleLayer[(int) Math.max(0, last - first + 1)];
        for (int i = 0; i < layers.length; i++) {
            long sample = first + i;
            double weight = n > 1 && (sample == 0 || sample == n - 1) ? 0.5 : 1;
            layers[i] = layer(request, slab.plane().normal().times(slab.depthMm(sample, n)), weight);
        }
        return layers;
    }

    private SampleLayer layer(PlaneRequest request, PatientVector offset, double weight) {
        Raster raster = request.raster();
        Plane plane = request.slab().plane();
        double[] origin = grid.toIndex(raster.toPatient(plane, 0, 0).plus(offset));
        double[] across = grid.toIndexStep(plane.right().times(raster.columnMm()));
        double[] down = grid.toIndexStep(plane.down().times(raster.rowMm()));
        SampleLayer layer = new SampleLayer(origin, across, down, weight, false);
        return request.reading().step() == 1 ? layer.snapped(raster.columns(), raster.rows()) : layer;
    }
}
