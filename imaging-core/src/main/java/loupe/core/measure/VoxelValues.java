package loupe.core.measure;

import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalInt;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;

/// What the voxels of a region or under a probe say.
public sealed interface VoxelValues {
    /// Values were there.
    ///
    /// @param statistics of the rescaled values of the voxels that count, each once; its count is their number
    /// @param unit unit of the values; empty where unknown
    /// @param layers layers of voxels along the normal that took part; 0 where the plane lies along no side of the voxels
    /// @param areaOfPixels voxels of one layer times the area of one; a mean of the layers where they differ; empty without
    ///     layers
    record Measured(Statistics statistics, String unit, int layers, Optional<Quantity> areaOfPixels) implements VoxelValues {}

    /// No voxel's centre lies there, or none holds a number. There is no mean, and it is not 0.
    record NoVoxels() implements VoxelValues {}

    /// The pixels are not fit to give a number.
    record Refused(Reason why) implements VoxelValues {}

    /// Why pixels give no number.
    enum Reason {
        /// They are a preview: the same question can be asked when all is loaded.
        PREVIEW,
        /// They were compressed with loss: there is no true value to be had.
        LOSSY
    }

    /// Values in a region on its plane, or in the slab around it.
    ///
    /// @param measure a [Region] on an image
    /// @param thickness thickness of the slab shown, in units of the coordinates; 0 for the plane alone
    /// @throws IllegalArgumentException if the shape is no region, the thickness negative, or plane and volume name different
    ///     frames of reference
    static VoxelValues inRegion(Measure measure, PixelSource pixels, double thickness) {
        if (!(measure.shape() instanceof Region region) || !(thickness >= 0 && thickness <= 10_000)) {
            throw new IllegalArgumentException("values need a region and a thickness of 0 to 10000, thickness was " + thickness);
        }
        Volume volume = pixels.volume();
        sameSpace(measure, volume.grid());
        return pixels.refusal().<VoxelValues>map(Refused::new).orElseGet(() -> measured(measure, region, volume, thickness));
    }

    /// The value of the voxel a probe lies in.
    ///
    /// @throws IllegalArgumentException if the shape is no probe, or plane and volume name different frames of reference
    static VoxelValues at(Measure measure, PixelSource pixels) {
        if (!(measure.shape() instanceof Shape.Probe probe)) {
            throw new IllegalArgumentException("a value at a place needs a probe");
        }
        VoxelGrid grid = pixels.volume().grid();
        sameSpace(measure, grid);
        return pixels.refusal().<VoxelValues>map(Refused::new).orElseGet(() -> {
            double[] at = grid.toIndex(probe.at());
            int[] voxel = new int[3];
            for (int k = 0; k < 3; k++) {
                voxel[k] = (int) Math.floor(at[k] + 0.5 + 1e-9);
            }
            Statistics.Builder one = new Statistics.Builder();
            if (grid.contains(voxel[0], voxel[1], voxel[2])) {
                one.add(pixels.volume().value(voxel[0], voxel[1], voxel[2]));
            }
            return one.build()
                    .<VoxelValues>map(s -> new Measured(s, pixels.volume().unit(), 1, Optional.empty()))
                    .orElseGet(NoVoxels::new);
        });
    }

    private static void sameSpace(Measure measure, VoxelGrid grid) {
        String own = measure.space().plane().frameOfReferenceUid();
        if (!own.isEmpty() && !grid.frameOfReferenceUid().isEmpty() && !own.equals(grid.frameOfReferenceUid())) {
            throw new IllegalArgumentException("the measure lies in another frame of reference than the volume");
        }
    }

    private static VoxelValues measured(Measure measure, Region region, Volume volume, double thickness) {
        VoxelSelection selection = new VoxelSelection(volume.grid(), measure.space().plane(), region, thickness);
        OptionalInt axis = selection.layersAxis();
        BitSet layers = new BitSet();
        long[] voxels = new long[1];
        Statistics.Builder values = new Statistics.Builder();
        selection.each((c, r, s) -> {
            values.add(volume.value(c, r, s));
            axis.ifPresent(a -> layers.set(a == 0 ? c : a == 1 ? r : s));
            voxels[0]++;
        });
        Optional<Quantity> area = axis.isEmpty() || voxels[0] == 0
                ? Optional.empty()
                : Optional.of(measure.area(
                        Quantity.Kind.AREA_OF_PIXELS,
                        region,
                        voxels[0] * VoxelSelection.voxelArea(volume.grid(), axis.getAsInt()) / layers.cardinality()));
        return values.build()
                .<VoxelValues>map(s -> new Measured(s, volume.unit(), layers.cardinality(), area))
                .orElseGet(NoVoxels::new);
    }
}
