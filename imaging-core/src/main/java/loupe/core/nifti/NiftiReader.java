package loupe.core.nifti;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.segment.Mask;

/// Reads NIfTI-1 and NIfTI-2 single files (`.nii`; unpack `.nii.gz` first, as [loupe.core.intake.FileSource] does).
///
/// The grid is the file's own, turned from RAS to LPS by the sform, else the qform, else the spacing alone. NIfTI holds
/// free text that may name a patient; none of it is read. Stateless; safe for any thread.
public final class NiftiReader {
    private NiftiReader() {}

    /// Whether bytes begin like a NIfTI file.
    public static boolean recognises(MemorySegment bytes) {
        try {
            NiftiHeader.of(bytes);
            return true;
        } catch (NiftiException e) {
            return false;
        }
    }

    /// How many volumes a file holds one after the other, and how far apart in time.
    ///
    /// @param count at least 1
    /// @param secondsApart seconds from one to the next; 0 where the file does not tell
    /// @param grid where the voxels of each lie
    public record Phases(int count, double secondsApart, VoxelGrid grid) {}

    /// The volumes of a file.
    ///
    /// @throws NiftiException if it is no scalar NIfTI volume of at most four dimensions or is cut short
    public static Phases phases(MemorySegment bytes) throws NiftiException {
        NiftiHeader h = NiftiHeader.of(bytes);
        VoxelGrid grid = h.grid();
        data(bytes, h, grid, h.volumes() - 1);
        return new Phases(h.volumes(), h.secondsApart(), grid);
    }

    /// Reads the one volume of a file; the caller closes it. 32- and 64-bit numbers are held as single-precision floats.
    ///
    /// @throws NiftiException if it is no three-dimensional scalar NIfTI volume or is cut short
    public static Volume volume(MemorySegment bytes) throws NiftiException {
        requireOne(NiftiHeader.of(bytes));
        return volume(bytes, 0);
    }

    private static void requireOne(NiftiHeader h) throws NiftiException {
        if (h.volumes() > 1) {
            throw new NiftiException("NIfTI with more than three dimensions is not read here; give one of its volumes");
        }
    }

    /// Reads one of several volumes; the caller closes it.
    ///
    /// @param phase from 0
    /// @throws NiftiException if it is no scalar NIfTI volume of at most four dimensions or is cut short
    public static Volume volume(MemorySegment bytes, int phase) throws NiftiException {
        NiftiHeader h = NiftiHeader.of(bytes);
        VoxelGrid grid = h.grid();
        MemorySegment data = data(bytes, h, grid, phase);
        Volume.SampleType type =
                switch (h.type()) {
                    case 2, 4, 256 -> Volume.SampleType.INT16;
                    case 512 -> Volume.SampleType.UINT16;
                    default -> Volume.SampleType.FLOAT32;
                };
        Volume.Builder out = Volume.builder(grid, type, "");
        int n = grid.voxelsPerSlice();
        for (int s = 0; s < grid.slices(); s++) {
            MemorySegment into = out.sliceSamples(s);
            for (int i = 0; i < n; i++) {
                double v = stored(data, h, (long) s * n + i);
                if (type == Volume.SampleType.FLOAT32) {
                    into.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) v);
                } else {
                    into.setAtIndex(ValueLayout.JAVA_SHORT, i, (short) (int) v);
                }
            }
            out.rescale(s, h.slope(), h.intercept());
        }
        return out.build();
    }

    /// A file's bytes, unpacked where they are packed by gzip.
    ///
    /// @param most unpacked, so many bytes at most; what lies beyond is left out
    /// @throws IOException if it cannot be read
    public static MemorySegment bytes(Path file, int most) throws IOException {
        try (BufferedInputStream raw = new BufferedInputStream(Files.newInputStream(file))) {
            raw.mark(2);
            boolean packed = raw.read() == 0x1f && raw.read() == 0x8b;
            raw.reset();
            return MemorySegment.ofArray((packed ? new GZIPInputStream(raw) : raw).readNBytes(most));
        }
    }

    /// Reads the voxels that carry a label.
    ///
    /// @param label value of the structure's voxels after scaling, to the nearest whole number
    /// @throws NiftiException if it is no three-dimensional scalar NIfTI volume or is cut short
    public static Mask mask(MemorySegment bytes, int label) throws NiftiException {
        NiftiHeader h = NiftiHeader.of(bytes);
        requireOne(h);
        VoxelGrid grid = h.grid();
        MemorySegment data = data(bytes, h, grid, 0);
        Mask.Builder out = Mask.builder(grid);
        int n = grid.voxelsPerSlice();
        for (int s = 0; s < grid.slices(); s++) {
            for (int i = 0; i < n; i++) {
                if (Math.rint(stored(data, h, (long) s * n + i) * h.slope() + h.intercept()) == label) {
                    out.add(s, i);
                }
            }
        }
        return out.build();
    }

    private static MemorySegment data(MemorySegment bytes, NiftiHeader h, VoxelGrid grid, int phase) throws NiftiException {
        int unit =
                switch (h.type()) {
                    case 2, 256 -> 1;
                    case 4, 512 -> 2;
                    case 8, 16, 768 -> 4;
                    case 64 -> 8;
                    default -> throw new NiftiException("NIfTI of this data type is not read");
                };
        long need = (long) grid.columns() * grid.rows() * grid.slices();
        if (need > (bytes.byteSize() - h.dataAt()) / unit / (phase + 1L)) {
            throw new NiftiException("the NIfTI file has fewer voxels than its header says");
        }
        return bytes.asSlice(h.dataAt() + need * unit * phase, need * unit);
    }

    private static double stored(MemorySegment m, NiftiHeader h, long i) {
        return switch (h.type()) {
            case 2 -> m.get(ValueLayout.JAVA_BYTE, i) & 0xff;
            case 256 -> m.get(ValueLayout.JAVA_BYTE, i);
            case 4 -> m.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(h.order()), 2 * i);
            case 512 -> m.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(h.order()), 2 * i) & 0xffff;
            case 8 -> m.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(h.order()), 4 * i);
            case 768 -> m.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(h.order()), 4 * i) & 0xffffffffL;
            case 16 -> m.get(ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(h.order()), 4 * i);
            default -> m.get(ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(h.order()), 8 * i);
        };
    }
}
