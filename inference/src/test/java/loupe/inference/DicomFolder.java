package loupe.inference;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.Tag;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;

/// Reads a folder of uncompressed single-frame slices into a volume, for tests on public data.
public final class DicomFolder {
    private DicomFolder() {}

    public static Volume volume(Path folder) throws IOException {
        List<DataSet> slices = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                slices.add(DicomReader.usual().read(file).data());
            }
        }
        double[] o = slices.getFirst().doubles(Tag.ImageOrientationPatient);
        PatientVector across = new PatientVector(o[0], o[1], o[2]);
        PatientVector down = new PatientVector(o[3], o[4], o[5]);
        PatientVector normal = across.cross(down);
        slices.sort(Comparator.comparingDouble(d -> vector(d).dot(normal)));
        int n = slices.size();
        PatientVector first = vector(slices.getFirst());
        PatientVector step = vector(slices.getLast()).plus(first.times(-1)).times(1.0 / (n - 1));
        double[] mm = slices.getFirst().doubles(Tag.PixelSpacing);
        VoxelGrid grid = new VoxelGrid(slices.getFirst().integer(Tag.Columns, 0), slices.getFirst().integer(Tag.Rows, 0), n,
                new PatientPoint(first.xMm(), first.yMm(), first.zMm()), across.times(mm[1]), down.times(mm[0]), step, "");
        Volume.Builder volume = Volume.builder(grid, Volume.SampleType.UINT16, "");
        for (int s = 0; s < n; s++) {
            MemorySegment raw = slices.get(s).bytes(Tag.PixelData).orElseThrow();
            MemorySegment.copy(raw, 0, volume.sliceSamples(s), 0, volume.sliceSamples(s).byteSize());
        }
        return volume.build();
    }

    private static PatientVector vector(DataSet d) {
        double[] p = d.doubles(Tag.ImagePositionPatient);
        return new PatientVector(p[0], p[1], p[2]);
    }
}
